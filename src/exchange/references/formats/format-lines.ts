export interface FormatLine {
  /** Counted from 1. */
  readonly line: number;
  readonly written: string;
}

/** The lines of a text, one after the other: a list of all would double the text. */
export function* formatLines(text: string): Iterable<FormatLine> {
  const end = /\r\n|\r|\n/gu;
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let line = 1; start <= text.length; line += 1) {
    end.lastIndex = start;
    const found = end.exec(text);
    yield { line, written: text.slice(start, found?.index).trimEnd() };
    if (!found) return;
    start = found.index + found[0].length;
  }
}
