import { lineAndColumn } from '../../review-package/line-and-column.ts';
import { bibtexItems } from './bibtex-item.ts';
import { repairedEntry } from './bibtex-repair.ts';
import { largestRecord, tooLong, type FormatRecord, type ReferenceFormat } from './reference-format.ts';

const entryStart = /@[ \t]*([a-z]+)\s*([{(])/giu;

/** Where the next entry is sure to start, even where the one before never closed its braces. */
const lineStart = /^[ \t]*@[ \t]*[a-z]+\s*[{(]/gimu;

/** `@string{name = "text"}`. One made of other strings could grow without bound, so it is not followed. */
const plainString = /^[ \t]*@[ \t]*string\s*[{(]\s*([a-z_][\w:+-]*)\s*=\s*(?:"([^"{}]*)"|\{([^{}]*)\})\s*[})]\s*$/iu;

const deepestBraces = 64;

/** BibTeX and BibLaTeX, entry by entry: Citation.js gives up a whole file for one broken entry. */
export const bibtex: ReferenceFormat = {
  title: 'BibTeX',
  extensions: ['.bib', '.bibtex'],
  // Scopus writes its name and a date before the first entry.
  looksLike: (text) => /^\uFEFF?[ \t]*@[ \t]*[a-z]+\s*[{(]/imu.test(text.slice(0, 20_000)),
  *records(text) {
    const place = lineAndColumn(text);
    const strings = new Map<string, string>();
    for (const { type, start, entry } of entriesIn(text)) {
      const { line } = place(start);
      if (type === 'string') {
        if (!addString(strings, entry)) yield { line, message: '@string may hold one plain text only' };
      } else if (type !== 'comment' && type !== 'preamble') yield* recordsOf(strings, entry, line);
    }
  },
};

interface Entry {
  readonly type: string;
  readonly start: number;
  readonly entry: string;
}

/** From each start to the brace that closes it, else to the next line that starts one. What lies between is comment. */
function* entriesIn(text: string): Iterable<Entry> {
  const lines = text.matchAll(lineStart);
  let next = lines.next();
  for (let at = 0; at < text.length;) {
    entryStart.lastIndex = at;
    const found = entryStart.exec(text);
    if (!found) return;
    const start = found.index;
    while (!next.done && next.value.index <= start) next = lines.next();
    const most = text.slice(start, next.done ? undefined : next.value.index);
    const entry = found[2] === '{' ? most.slice(0, braces(most).end) : most;
    yield { type: found[1]?.toLowerCase() ?? '', start, entry };
    at = start + entry.length;
  }
}

/** How deep braces go, and where the first one is closed; those that are escaped do not count. */
function braces(text: string): { readonly deepest: number; readonly end: number | undefined } {
  let [depth, deepest] = [0, 0];
  for (const { 0: sign, index } of text.matchAll(/\\[\\{}]|[{}]/gu)) {
    if (sign === '{') deepest = Math.max(deepest, (depth += 1));
    else if (sign === '}') depth -= 1;
    if (sign === '}' && depth === 0) return { deepest, end: index + 1 };
  }
  return { deepest, end: undefined };
}

function addString(strings: Map<string, string>, entry: string): boolean {
  const [, name, quoted, braced] = plainString.exec(entry.trimEnd()) ?? [];
  if (name === undefined) return false;
  strings.set(name.toLowerCase(), quoted ?? braced ?? '');
  return true;
}

function* recordsOf(strings: ReadonlyMap<string, string>, entry: string, line: number): Iterable<FormatRecord> {
  if (entry.length > largestRecord) return yield { line, message: tooLong };
  if (braces(entry).deepest > deepestBraces)
    return yield { line, message: `the entry nests braces more than ${deepestBraces} deep` };
  const used = strings.size === 0 ? [] : (entry.match(/[a-z_][\w:+-]*/giu) ?? []).map((word) => word.toLowerCase());
  const grown = used.reduce((length, word) => length + (strings.get(word)?.length ?? 0), entry.length);
  if (grown > largestRecord) return yield { line, message: tooLong };
  const defined = [...new Set(used)].flatMap((word) => {
    const value = strings.get(word);
    return value === undefined ? [] : [`@string{${word} = {${value}}}\n`];
  });
  try {
    for (const read of bibtexItems(defined.join('') + repairedEntry(entry))) yield { line, ...read };
  } catch (error) {
    yield { line, message: `the entry cannot be read: ${reasonOf(error)}` };
  }
}

/** The parser shows the place in an entry that it got alone; only what it missed is of use. */
function reasonOf(error: unknown): string {
  const [first = ''] = String(error instanceof Error ? error.message : error).split('\n');
  return first.includes('EOF')
    ? 'a brace or quotation mark is not closed'
    : first.replace(/ at line \d+.*$/u, '').slice(0, 200);
}
