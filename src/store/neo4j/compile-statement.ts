import type { Model } from '../../domain/model.ts';
import type { ReadPlan } from '../read-plan.ts';
import { valuesFor } from '../read/bound-values.ts';
import type { OutputProgram } from '../read/output-program.ts';
import { ValueEmitter, written } from '../read/value-emitter.ts';
import { walk } from '../read/walk.ts';
import { unlessMissing } from '../read/write-value.ts';
import { CypherSource, type CypherAnswer, type Values } from './cypher-source.ts';
import type { FilterSets } from './filter-sets.ts';
import { newStatement, statementText, type Compiling } from './statement.ts';

/** The statement of a plan, and what writes the answer from what it gives back. */
export interface CompiledStatement {
  readonly text: string;
  readonly sets: FilterSets;
  parametersOf(plan: ReadPlan): Readonly<Record<string, unknown>>;
  /** The answer for what the statement gave; `undefined` where something is missing in it. */
  write(values: Values, plan: ReadPlan): string | undefined;
}

/** Compiles a program and its plan for all requests of the shape of this one. */
export function compileStatement(
  model: Model,
  { plan, program }: { readonly plan: ReadPlan; readonly program: OutputProgram },
  compiling: Compiling = {},
): CompiledStatement {
  const source = new CypherSource(newStatement(model, compiling));
  const write = walk(new ValueEmitter<Values, CypherAnswer>(source), program, plan);
  const { statement, columns } = source;
  const { list } = statement.parameters;
  return {
    text: statementText(statement, `RETURN ${columns.text} AS answer`),
    sets: statement.sets,
    parametersOf: (plan) => Object.fromEntries(valuesFor(list, plan).map((value, place) => [`p${place}`, value])),
    write: (values, plan) => unlessMissing(() => written(write, { plan: plan, values }, values)),
  };
}
