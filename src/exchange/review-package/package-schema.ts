import { z } from 'zod';
import { schemaOfAttribute } from '../../domain/attribute-schema.ts';
import type { Model, Traversal } from '../../domain/model.ts';
import { traversalsOf } from '../../domain/model.ts';

/** The manifest, `package.yaml`. */
export const manifestSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/u, { error: 'must be lower-case letters, digits and hyphens' })
      .max(100)
      .meta({ description: 'Stable name of the package; what it loads belongs to it.' }),
    title: z.string().min(1).max(300).meta({ description: 'What a person calls it.' }),
    version: z.union([z.string(), z.number()]).meta({ description: 'Version of the package, for people.' }),
    description: z.string().max(10_000).optional().meta({ description: 'What it holds.' }),
    license: z.string().max(300).optional().meta({ description: 'Licence of the package.' }),
    expects: z
      .array(z.string())
      .default([])
      .meta({ description: 'Ids that must be in the store already; records may refer to them.' }),
    verification: z
      .strictObject({
        source: z.string().meta({ description: 'The source whose text anchors and numbers are checked against.' }),
        numbers: z
          .array(
            z.strictObject({
              anchor: z.string().meta({ description: 'At most 8 words of the text around the number.' }),
              reason: z.string().min(1),
            }),
          )
          .default([])
          .meta({ description: 'Numbers of the text that no measure carries, each with the reason.' }),
      })
      .optional()
      .meta({ description: 'How `evidence-graph verify` checks the package against the text of its source.' }),
  })
  .meta({ title: 'Review package manifest', description: 'The file package.yaml of a review package.' });

export type Manifest = z.output<typeof manifestSchema>;

/**
 * Relationships are written once, on the record they run from; those whose backward field is `one` are written on the
 * record they run to, because that reads better there (an evidence link names its claim).
 */
export function writtenFields(model: Model, kind: string): readonly Traversal[] {
  return traversalsOf(model, kind).filter(
    (traversal) => (traversal.direction === 'forward') !== writtenBackward(traversal),
  );
}

const writtenBackward = ({ relationship: { backward } }: Traversal) =>
  !('byKind' in backward) && backward.cardinality === 'one';

const reference = z.string().max(200);

function fieldSchema({ relationship, field }: Traversal): z.ZodType {
  const attributes = Object.fromEntries(
    Object.entries(relationship.attributes).map(([name, attribute]) => [name, schemaOfAttribute(attribute)]),
  );
  const detailed = z.strictObject({ id: reference, ...attributes });
  const plainAllowed = Object.values(relationship.attributes).every(({ required }) => !required);
  const item =
    Object.keys(attributes).length === 0 ? reference : plainAllowed ? z.union([reference, detailed]) : detailed;
  const schema = field.cardinality === 'one' ? item.optional() : z.array(item).max(100_000).optional();
  return schema.meta({ description: field.description });
}

/** The schema of one record of a kind: id, attributes, and the relationships written on it. */
export function recordSchema(model: Model, kind: string) {
  const definition = model.kinds[kind];
  if (!definition) throw new TypeError(`${kind} is not a kind.`);
  const attributes = Object.entries(definition.attributes).map(
    ([name, attribute]) => [name, schemaOfAttribute(attribute)] as const,
  );
  const fields = writtenFields(model, kind).map(
    (traversal) => [traversal.field.field, fieldSchema(traversal)] as const,
  );
  const id = z.string().meta({ description: `Stable id: ${definition.prefix}:<slug>.` });
  return z
    .strictObject({ id, ...Object.fromEntries([...attributes, ...fields]) })
    .meta({ description: definition.description });
}

/** The schema of every other file: lists of records under the plural name of their kind. */
export function recordsSchema(model: Model) {
  const lists = Object.entries(model.kinds).map(
    ([kind, { plural }]) => [plural, z.array(recordSchema(model, kind)).optional()] as const,
  );
  return z
    .strictObject(Object.fromEntries(lists))
    .meta({ title: 'Review package records', description: 'A file of records of a review package.' });
}

/** The published JSON Schema, for editors: the manifest or a file of records. */
export function jsonSchemaOfReviewPackage(model: Model): Record<string, unknown> {
  const options = { io: 'input', unrepresentable: 'any', target: 'draft-2020-12' } as const;
  const { $schema, ...records } = z.toJSONSchema(recordsSchema(model), options) as Record<string, unknown>;
  const { $schema: _, ...manifest } = z.toJSONSchema(manifestSchema, options) as Record<string, unknown>;
  return { $schema, title: 'evidence-graph review package', if: { required: ['name'] }, then: manifest, else: records };
}
