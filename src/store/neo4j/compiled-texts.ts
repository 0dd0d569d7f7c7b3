import type { Model } from '../../domain/model.ts';
import type { TextRead } from '../store.ts';
import { writeText } from '../write-text.ts';
import { compileRead } from './compile-read.ts';
import { compileText, NotFromValues, type CompiledText } from './compile-text.ts';

/** Texts compiled once for the token of their request. */
export class CompiledTexts {
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
  }

  of(request: TextRead): CompiledText {
    const known = request.token.compiledBy(this, () => this.#compile(request));
    return known === 'by rows' ? this.#byRows(request) : known;
  }

  #compile(request: TextRead): CompiledText | 'by rows' {
    try {
      return compileText(this.#model, request);
    } catch (error) {
      if (error instanceof NotFromValues) return 'by rows';
      throw error;
    }
  }

  /** What only whole rows tell is read and written in two steps, compiled for each request. */
  #byRows({ plan, text }: TextRead): CompiledText {
    const { text: statement, parameters, decode } = compileRead(this.#model, plan);
    return {
      text: statement,
      parametersOf: () => parameters,
      write: (answer) => writeText(text, plan, decode(answer)),
    };
  }
}
