import type { Model } from '../../domain/model.ts';
import type { TextRead } from '../store.ts';
import { compileText, type CompiledText } from './compile-text.ts';
import type { Statements } from './statements.ts';
import { NotInSql } from './text-values.ts';

/** Compiled texts by the token of their request; they go with it. */
export class CompiledTexts {
  readonly #model: Model;
  readonly #sql: Statements;
  readonly #known = new WeakMap<object, { readonly compiled: CompiledText | undefined }>();

  constructor(model: Model, sql: Statements) {
    this.#model = model;
    this.#sql = sql;
  }

  /** `undefined` where SQL cannot write the text. */
  of(request: TextRead): CompiledText | undefined {
    const known = this.#known.get(request.token);
    if (known) return known.compiled;
    const compiled = this.#compile(request);
    this.#known.set(request.token, { compiled });
    return compiled;
  }

  #compile(request: TextRead): CompiledText | undefined {
    try {
      const compiled = compileText(this.#model, request);
      return this.#sql.takes(compiled.text) ? compiled : undefined;
    } catch (error) {
      if (error instanceof NotInSql) return undefined;
      throw error;
    }
  }
}
