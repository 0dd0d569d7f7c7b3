/** The `data` of an answer as rendered JSON text: {@link stringifyResult} puts it in as it is. */
export class RenderedData {
  readonly [key: string]: unknown;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  static textOf(data: unknown): string | undefined {
    return data instanceof RenderedData ? data.#text : undefined;
  }
}

interface Result {
  readonly errors?: readonly unknown[] | undefined;
  readonly data?: unknown;
  readonly extensions?: unknown;
}

/** JSON for an answer, the same whether its data was executed or rendered as text. */
export function stringifyResult(result: Result): string {
  const text = RenderedData.textOf(result.data);
  if (text === undefined) return `${JSON.stringify(result)}\n`;
  // The body of a 304: the client has the answer already.
  if (text === '') return '';
  const errors = result.errors === undefined ? '' : `"errors":${JSON.stringify(result.errors)},`;
  const extensions = result.extensions === undefined ? '' : `,"extensions":${JSON.stringify(result.extensions)}`;
  return `{${errors}"data":${text}${extensions}}\n`;
}
