import { Arg, Field, type ClassType } from 'type-graphql';

/*
 * Types that are made from the relationship table have no class of their own in the source. TypeGraphQL's decorators
 * are plain functions, so they are called here on classes made at start.
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

export function dynamicClass(name: string): ClassType {
  const type = class {};
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

/** A field with arguments. Its resolver is set when the schema is built: see `attach-resolvers.ts`. */
export function addFieldWithArguments(
  type: ClassType,
  name: string,
  field: DynamicField,
  given: readonly DynamicArgument[],
): void {
  const { prototype } = type;
  const method = { value: readBack, configurable: true, writable: true };
  Object.defineProperty(prototype, name, method);
  addArguments(prototype, name, given);
  Field(() => field.type, { description: field.description, nullable: field.nullable ?? false })(
    prototype,
    name,
    method,
  );
}

export function addArguments(prototype: object, method: string, given: readonly DynamicArgument[]): void {
  given.forEach(({ name, type, description, nullable = false, defaultValue }, index) => {
    const options = { description, ...(defaultValue === undefined ? { nullable } : { defaultValue, nullable: true }) };
    Arg(name, () => type, options)(prototype, method, index);
  });
}

function readBack(): never {
  throw new TypeError('The schema was built without its resolvers.');
}
