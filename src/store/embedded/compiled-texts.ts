import type { Model } from '../../domain/model.ts';
import type { FilterSizes } from '../filter-sizes.ts';
import type { TextRead } from '../store.ts';
import { compileText, type CompiledText } from './compile-text.ts';
import type { Statements } from './statements.ts';
import { NotInSql } from './text-values.ts';

/** Texts compiled once for the token of their request. */
export class CompiledTexts {
  readonly #model: Model;
  readonly #sql: Statements;
  readonly #sizes: () => FilterSizes;

  constructor(model: Model, sql: Statements, sizes: () => FilterSizes) {
    this.#model = model;
    this.#sql = sql;
    this.#sizes = sizes;
  }

  /** `undefined` where SQL cannot write the text. */
  of(request: TextRead): CompiledText | undefined {
    return request.token.compiledBy(this, () => this.#compile(request));
  }

  #compile(request: TextRead): CompiledText | undefined {
    try {
      const compiled = compileText(this.#model, request, this.#sizes);
      // The text that was prepared, and not one more that is the same: operations that differ in aliases share it.
      const text = this.#sql.prepare(compiled.text);
      return text === undefined ? undefined : { ...compiled, text };
    } catch (error) {
      if (error instanceof NotInSql) return undefined;
      throw error;
    }
  }
}
