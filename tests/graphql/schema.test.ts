import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  printSchema,
  validateSchema,
} from 'graphql';
import { expect, it } from 'vitest';
import { evidenceModel, traversalsOf } from '../../src/domain/model.ts';
import { buildEvidenceSchema } from '../../src/graphql/build-evidence-schema.ts';
import { possibleTypes } from './possible-types.ts';

const schema = buildEvidenceSchema();

it('is valid, which nobody checks again while the server starts', () => {
  expect(validateSchema(schema)).toEqual([]);
});

it('is printed in schema.graphql', async () => {
  await expect(`${printSchema(schema)}\n`).toMatchFileSnapshot('../../schema.graphql');
});

it('has its interfaces and unions in possibleTypes.json, for caches of clients', async () => {
  const types = possibleTypes(schema);
  expect(Object.keys(types)).toEqual(expect.arrayContaining(['Node', 'EvidenceNode']));
  await expect(`${JSON.stringify(types, null, 2)}\n`).toMatchFileSnapshot('../../possibleTypes.json');
});

it('describes every type, field, argument, input field and enum value', () => {
  const missing: string[] = [];
  const note = (name: string, { description }: { readonly description?: string | null | undefined }) =>
    description || missing.push(name);
  for (const type of Object.values(schema.getTypeMap()).filter((each) => !isIntrospectionType(each))) {
    if (!['String', 'Boolean', 'Int', 'Float', 'ID', 'Query', 'Mutation'].includes(type.name)) note(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) note(`${type.name}.${field.name}`, field);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        note(`${type.name}.${field.name}`, field);
        // oxlint-disable-next-line max-depth -- four levels are what a schema has
        for (const argument of field.args) note(`${type.name}.${field.name}(${argument.name})`, argument);
      }
    }
  }
  expect(missing).toEqual([]);
});

it('has a field for every attribute and both directions of every relationship', () => {
  for (const [kind, { attributes }] of Object.entries(evidenceModel.kinds)) {
    const type = schema.getType(kind);
    const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
    expect(fields).toEqual(
      expect.arrayContaining([
        ...Object.keys(attributes),
        ...traversalsOf(evidenceModel, kind).map(({ field }) => field.field),
      ]),
    );
  }
});
