import { getNamedType, isCompositeType } from 'graphql';
import type { ObjectPart, ValuePart } from '../../store/text-plan.ts';
import { objectText } from './object-text.ts';
import { isRequired, objectTypes, subfields, type SelectedField } from './operation-fields.ts';
import type { Planning } from './planning.ts';

/** How the value of an attribute is written; objects with what is selected of them. */
export function valuePart(planning: Planning, field: SelectedField): ValuePart {
  const part = { is: 'value', name: field.name, required: isRequired(field) } as const;
  const type = getNamedType(field.definition.type);
  if (!isCompositeType(type)) return part;
  const [shape] = objectTypes(planning.operation, type);
  if (!shape) return part;
  const parts = subfields(planning.operation, shape, field.nodes).map((item) => {
    if (isCompositeType(getNamedType(item.definition.type))) planning.covered = false;
    const inner: string | ObjectPart =
      item.name === '__typename' ? JSON.stringify(shape.name) : { name: item.name, required: isRequired(item) };
    return [item.responseKey, [inner]] as const;
  });
  return { ...part, parts: objectText<ObjectPart>(parts) };
}
