import { Field, type ClassType } from 'type-graphql';

/*
 * Types that are made from the domain's tables have no class of their own in the source. TypeGraphQL's decorators are
 * plain functions, so they are called here on classes made at start.
 */

/** A class, scalar, enum or a list of one: it must be declared before the schema is built, so no thunk here. */
export type FieldType = object;

export interface DynamicField {
  readonly type: FieldType;
  readonly description: string;
  readonly nullable?: boolean;
}

export interface DynamicArgument extends DynamicField {
  readonly name: string;
  /** An argument with a default takes null too, which means the default. */
  readonly defaultValue?: unknown;
}

/** What a made class may extend. */
type Base = abstract new () => object;

export function dynamicClass(name: string, base: Base = Object): ClassType {
  const type = class extends base {};
  Object.defineProperty(type, 'name', { value: name });
  return type;
}

export function addField(
  type: ClassType,
  name: string,
  { type: fieldType, description, nullable = false }: DynamicField,
): void {
  Field(() => fieldType, { description, nullable })(type.prototype, name);
}
