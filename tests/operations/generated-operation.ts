import * as fc from 'fast-check';
import { parse, print, type GraphQLSchema } from 'graphql';
import type { Drawn } from './argument-values.ts';
import { Choices } from './choices.ts';
import { mischiefs } from './mischief.ts';
import { SelectionWriter } from './selection-writer.ts';

/** One request as a client would send it. */
export interface GeneratedOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/**
 * Operations over the schema: most are valid and answered with data, one in eight is wrong somewhere. All are drawn
 * from the same list of numbers, so a failing one shrinks to a small one of the same sort.
 */
export function generatedOperation(schema: GraphQLSchema, drawn: Drawn): fc.Arbitrary<GeneratedOperation> {
  const numbers = fc.array(fc.nat(0xffff), { minLength: 60, maxLength: 700, size: 'max' });
  return fc.noBias(numbers).map((list) => shown(operationFrom(schema, drawn, new Choices(list))));
}

function operationFrom(schema: GraphQLSchema, drawn: Drawn, choices: Choices): GeneratedOperation {
  const writer = new SelectionWriter({ schema, drawn, choices });
  const anonymous = choices.chance(30);
  const several = !anonymous && choices.chance(15);
  writer.operation(anonymous ? '' : 'One');
  if (several) writer.operation('Other');
  const { text, variables } = writer.document();
  const operation: GeneratedOperation = {
    query: choices.chance(15) ? `# As written\n${text}` : print(parse(text)),
    variables,
    ...((several || choices.chance(20)) && !anonymous && { operationName: 'One' }),
  };
  return choices.chance(13) ? choices.of(mischiefs)(operation) : operation;
}

/** fast-check prints what `toString` gives: the text can be pasted into a playground. */
function shown(operation: GeneratedOperation): GeneratedOperation {
  const text = () =>
    `${operation.query}\n${JSON.stringify({ variables: operation.variables, operationName: operation.operationName })}`;
  return Object.defineProperty({ ...operation }, fc.toStringMethod, { value: text });
}
