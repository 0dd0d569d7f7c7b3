import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isNode, isScalar, isSeq, parseDocument, type Pair, type YAMLMap } from 'yaml';
import type { AnchorCheck } from './verify-anchors.ts';

/** A piece of a text that is replaced; of no length where something is put in. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Writes what was found into the files of a package and gives the names of those that changed. */
export async function writeAnchors(folder: string, checks: readonly AnchorCheck[]): Promise<readonly string[]> {
  const changed: string[] = [];
  const names = (await readdir(folder)).filter((name) => /\.(ya?ml|json)$/u.test(name)).toSorted();
  for (const name of names) {
    const before = await readFile(join(folder, name), 'utf8');
    const after = withAnchors(before, checks);
    if (after === before) continue;
    await writeFile(join(folder, name), after);
    changed.push(name);
  }
  return changed;
}

/**
 * The text of a package file, YAML or JSON, with the state and position of its passages as found. The document tells the
 * places; only these are touched, so comments and layout stay, which writing the document anew would not promise.
 */
export function withAnchors(text: string, checks: readonly AnchorCheck[]): string {
  const passages = parseDocument(text).get('passages');
  if (!isSeq(passages)) return text;
  const found = new Map(checks.map((check) => [check.id, check]));
  const edits = passages.items.flatMap((record) => {
    const check = isMap(record) ? found.get(String(record.get('id'))) : undefined;
    return isMap(record) && check ? editsOf(text, record, check) : [];
  });
  // From the end, so that places before an edit keep their meaning.
  return edits
    .toReversed()
    .reduce((made, { start, end, text: part }) => made.slice(0, start) + part + made.slice(end), text);
}

function editsOf(text: string, record: YAMLMap, { state, position }: AnchorCheck): Edit[] {
  const wanted = { anchorState: state, anchorPosition: position };
  const present = Object.entries(wanted).flatMap(([key, value]) => {
    const pair = pairOf(record, key);
    if (!pair) return [];
    return value === null ? removal(text, record, pair) : replacement(text, pair, value);
  });
  const missing = Object.entries(wanted).filter(([key, value]) => value !== null && !pairOf(record, key));
  const anchor = pairOf(record, 'anchor');
  const added = anchor && missing.length > 0 ? [addition(text, record, { anchor, missing })] : [];
  return [...present, ...added].toSorted((one, other) => one.start - other.start || one.end - other.end);
}

const pairOf = (record: YAMLMap, name: string) => record.items.find(({ key }) => isScalar(key) && key.value === name);

function rangeOf(node: unknown): readonly [start: number, end: number] {
  if (!isNode(node) || !node.range) throw new TypeError('A node that was parsed has a place.');
  return [node.range[0], node.range[1]];
}

function replacement(text: string, { value }: Pair, wanted: string | number): Edit[] {
  const [start, end] = rangeOf(value);
  const quoted = text[start] === '"';
  return [{ start, end, text: quoted ? JSON.stringify(wanted) : String(wanted) }];
}

/** A pair with its line, or in braces with the comma before it. */
function removal(text: string, record: YAMLMap, { key, value }: Pair): Edit[] {
  const [start, [, end]] = [rangeOf(key)[0], rangeOf(value)];
  if (record.flow === true) return [{ start: text.lastIndexOf(',', start), end, text: '' }];
  return [{ start: text.lastIndexOf('\n', start) + 1, end: lineEnd(text, end), text: '' }];
}

/** New pairs behind the anchor: on lines of their own, in braces behind commas. */
function addition(
  text: string,
  record: YAMLMap,
  { anchor, missing }: { anchor: Pair; missing: readonly (readonly [string, string | number | null])[] },
): Edit {
  const [keyStart] = rangeOf(anchor.key);
  const [, valueEnd] = rangeOf(anchor.value);
  if (record.flow === true) {
    const json = text[keyStart] === '"';
    const written = missing.map(([key, value]) =>
      json ? `, ${JSON.stringify(key)}: ${JSON.stringify(value)}` : `, ${key}: ${value}`,
    );
    return { start: valueEnd, end: valueEnd, text: written.join('') };
  }
  const indent = ' '.repeat(keyStart - text.lastIndexOf('\n', keyStart) - 1);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const place = lineEnd(text, valueEnd);
  const before = text[place - 1] === '\n' ? '' : newline;
  const lines = missing.map(([key, value]) => `${indent}${key}: ${value}${newline}`);
  return { start: place, end: place, text: before + lines.join('') };
}

/** Behind the line in which a value ends; a block text ends with its line already. */
function lineEnd(text: string, end: number): number {
  if (text[end - 1] === '\n') return end;
  const newline = text.indexOf('\n', end);
  return newline < 0 ? text.length : newline + 1;
}
