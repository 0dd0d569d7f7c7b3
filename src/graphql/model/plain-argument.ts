import { createParameterDecorator } from 'type-graphql';
import type { DynamicArgument } from './dynamic-type.ts';

/**
 * An argument of a type that is made from a table, as GraphQL coerced it. With `@Arg` it would come as an instance of a class
 * that nobody wrote, which checks of plain data refuse.
 */
export function PlainArgument({ name, type, description, nullable = false, defaultValue }: DynamicArgument) {
  const options = { description, ...(defaultValue === undefined ? { nullable } : { defaultValue, nullable: true }) };
  return createParameterDecorator(({ args }) => args[name], { arg: { name, typeFunc: () => type, options } });
}
