import { getNamedType, getNullableType, isCompositeType, isListType } from 'graphql';
import type { ObjectPart, ValuePart } from '../../store/read/output-program.ts';
import { objectOutput } from '../../store/read/object-output.ts';
import { isRecord } from '../../support/is-record.ts';
import { isRequired, objectTypes, subfields, type SelectedField } from './operation-fields.ts';
import type { Planning } from './planning.ts';
import { checkOf } from './value-check.ts';

const isObjects = (value: unknown) => Array.isArray(value) && value.every(isRecord);

/** How the value of an attribute is written; objects with what is selected of them. */
export function valuePart(planning: Planning, field: SelectedField): ValuePart {
  const type = getNamedType(field.definition.type);
  const { name, definition } = field;
  const part = { is: 'value', name, required: isRequired(field) } as const;
  if (!isCompositeType(type)) return { ...part, fits: checkOf(definition.type) };
  const [shape] = objectTypes(planning.operation, type);
  if (!shape) throw new TypeError(`${name} has no type.`);
  const parts = subfields(planning.operation, shape, field.nodes).map((item) => {
    if (isCompositeType(getNamedType(item.definition.type))) planning.covered = false;
    const inner: string | ObjectPart =
      item.name === '__typename'
        ? JSON.stringify(shape.name)
        : { name: item.name, required: isRequired(item), fits: checkOf(item.definition.type) };
    return [item.responseKey, [inner]] as const;
  });
  const isList = isListType(getNullableType(definition.type));
  return { ...part, fits: isList ? isObjects : isRecord, parts: objectOutput<ObjectPart>(parts) };
}
