import type { Model } from '../../domain/model.ts';
import type { FilterSizes } from '../filter-sizes.ts';
import type { ReadPlan } from '../read-plan.ts';
import type { BoundValue } from '../read/bound-values.ts';
import type { OutputProgram } from '../read/output-program.ts';
import { ValueEmitter, written } from '../read/value-emitter.ts';
import { walk } from '../read/walk.ts';
import { unlessMissing } from '../read/write-value.ts';
import { FlatSource, noRow, type FlatAnswer, type FlatRow } from './flat-source.ts';
import { missing } from './json-values.ts';
import { flat, graphVersion, withTables } from './read-statement.ts';
import { mark, SqlEmitter, type Rewrite } from './sql-emitter.ts';

/** The statement of a plan, and what writes the answer from what it gives back. */
export interface CompiledStatement {
  readonly text: string;
  readonly values: readonly BoundValue[];
  /** The answer for what the statement gave; `undefined` where a required value is missing in it. */
  write(answer: string, plan: ReadPlan): string | undefined;
}

interface Compiling {
  readonly model: Model;
  readonly sizes: () => FilterSizes;
}

interface Request {
  readonly plan: ReadPlan;
  readonly program: OutputProgram;
}

/** One statement that renders the whole answer. */
export function compileStatement({ model, sizes }: Compiling, { plan, program }: Request): CompiledStatement {
  const emitter = new SqlEmitter(model, sizes);
  const answer = walk(emitter, program, plan);
  return {
    text: `${withTables(emitter.values.sets)}SELECT ${answer} AS answer, ${graphVersion}`,
    values: emitter.values.list,
    write: writeWith(emitter.rewrites),
  };
}

/** Made in a scope of its own: a compiled statement keeps it, and all that others of its scope use. */
function writeWith(rewrites: readonly Rewrite[]): CompiledStatement['write'] {
  return (answer, plan) => {
    if (answer.includes(missing)) return undefined;
    return rewrites.length === 0 ? answer : rewritten(answer, plan, rewrites);
  };
}

function rewritten(answer: string, plan: ReadPlan, rewrites: readonly Rewrite[]): string {
  const pieces = answer.split(mark);
  for (let index = 1; index < pieces.length; index += 2) {
    const piece = pieces[index] ?? '';
    const colon = piece.indexOf(':');
    pieces[index] = rewrites[Number(piece.slice(0, colon))]?.(piece.slice(colon + 1), plan) ?? '';
  }
  return pieces.join('');
}

/** The same answer by way of flat rows, for what nests too deep for SQLite's parser. */
export function compileFlatStatement({ model, sizes }: Compiling, { plan, program }: Request): CompiledStatement {
  const source = new FlatSource(model, sizes);
  const write = walk(new ValueEmitter<FlatRow, FlatAnswer>(source), program, plan);
  const { text, values } = source.statement;
  return {
    text,
    values: values.list,
    write: (answer, plan) => {
      const pieces = flat(JSON.parse(answer));
      return unlessMissing(() => written(write, { plan: plan, pieces, found: new Map() }, noRow));
    },
  };
}
