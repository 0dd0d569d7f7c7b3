import type { Model } from '../../domain/model.ts';
import type { FilterSizes } from '../filter-sizes.ts';
import type { TextRead } from '../store.ts';
import { writeText } from '../write-text.ts';
import { compileRead } from './compile-read.ts';
import { compileText, NotFromValues, type CompiledText } from './compile-text.ts';
import { unknownSizes } from './statement.ts';

/** What a token keeps: the text, and what was known of the graph when it was compiled. */
interface Kept {
  sizes: FilterSizes;
  compiled: CompiledText | 'by rows';
}

/** Texts compiled once for the token of their request; those that name sets anew where the graph has changed much. */
export class CompiledTexts {
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
  }

  of(request: TextRead, sizes: FilterSizes = unknownSizes(this.#model)): CompiledText {
    const kept = request.token.compiledBy<Kept>(this, () => ({ sizes, compiled: this.#compile(request, sizes) }));
    if (kept.sizes !== sizes && kept.compiled !== 'by rows' && kept.compiled.sets.isSized) {
      kept.compiled = this.#compile(request, sizes);
      kept.sizes = sizes;
    }
    return kept.compiled === 'by rows' ? this.#byRows(request, sizes) : kept.compiled;
  }

  #compile(request: TextRead, sizes: FilterSizes): CompiledText | 'by rows' {
    try {
      return compileText(this.#model, request, sizes);
    } catch (error) {
      if (error instanceof NotFromValues) return 'by rows';
      throw error;
    }
  }

  /** What only whole rows tell is read and written in two steps, compiled for each request. */
  #byRows({ plan, text }: TextRead, sizes: FilterSizes): CompiledText {
    const { parameters, decode, ...compiled } = compileRead(this.#model, plan, sizes);
    return { ...compiled, parametersOf: () => parameters, write: (answer) => writeText(text, plan, decode(answer)) };
  }
}
