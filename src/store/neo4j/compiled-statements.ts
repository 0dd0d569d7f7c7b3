import type { Model } from '../../domain/model.ts';
import type { FilterSizes } from '../filter-sizes.ts';
import type { RenderRequest } from '../store.ts';
import { compileStatement, type CompiledStatement } from './compile-statement.ts';
import { unknownSizes } from './statement.ts';

/** What a plan key keeps: the statement, and what was known of the graph when it was compiled. */
interface Kept {
  sizes: FilterSizes;
  compiled: CompiledStatement;
}

/** Statements compiled once for the plan key of their request; those that name sets anew where the graph has changed much. */
export class CompiledStatements {
  readonly #model: Model;
  readonly #isShared: boolean;

  constructor(model: Model, isShared = false) {
    this.#model = model;
    this.#isShared = isShared;
  }

  of(request: RenderRequest, sizes: FilterSizes = unknownSizes(this.#model)): CompiledStatement {
    const compile = () => compileStatement(this.#model, request, { sizes, isShared: this.#isShared });
    const kept = request.planKey.compiledBy<Kept>(this, () => ({ sizes, compiled: compile() }));
    if (kept.sizes !== sizes && kept.compiled.sets.isSized) {
      kept.compiled = compile();
      kept.sizes = sizes;
    }
    return kept.compiled;
  }
}
