import { isMap, isNode, parseDocument, type Document } from 'yaml';
import { dataFaults } from './data-faults.ts';
import { scanJson, type JsonPlace } from './json-places.ts';
import { lineAndColumn } from './line-and-column.ts';
import type { PackageProblem } from './package-problem.ts';

export type Path = readonly (string | number)[];

/** What of a member of a mapping is wrong; items of a list have no name of their own. */
type Part = 'name' | 'value';

/** One file of a package: its data, and where in it something stands. */
export interface PackageFile {
  readonly name: string;
  readonly data: unknown;
  readonly problems: readonly PackageProblem[];
  /**
   * A problem at a path of the data, or at the nearest place above it that exists: where the value stands, or where its
   * name does.
   */
  problemAt(path: Path, message: string, wrong?: Part): PackageProblem;
}

/** A fault found while parsing: at an offset, or at a path of the data. */
type Fault = { readonly message: string } & ({ readonly offset: number } | { readonly path: Path });

interface Parsed {
  readonly data: unknown;
  readonly faults: readonly Fault[];
  offsetOf(path: Path, part: Part): number;
}

/** Largest broken JSON text, in UTF-16 units, that the slow parser is asked about for the place of its fault. */
const largestExplained = 1024 * 1024;

/** Parses YAML or JSON. JSON goes through the quick parser; places are looked up only when something is wrong. */
export function packageFile(name: string, bytes: Uint8Array): PackageFile {
  const text = textOf(bytes);
  if (text === undefined) return unreadableFile(name, 'is not a text in UTF-8');
  const { data, faults, offsetOf } = name.endsWith('.json') ? parsedJson(text) : parsedYaml(text);
  let place: ReturnType<typeof lineAndColumn> | undefined;
  const at = (offset: number, message: string) => {
    place ??= lineAndColumn(text);
    return { file: name, ...place(offset), message };
  };
  const problemAt = (path: Path, message: string, wrong: Part = 'value') => at(offsetOf(path, wrong), message);
  const problems = faults.map((fault) =>
    'offset' in fault ? at(fault.offset, fault.message) : problemAt(fault.path, fault.message),
  );
  return { name, data: problems.length > 0 ? undefined : data, problems, problemAt };
}

/** A file that could not be taken as text at all. */
export function unreadableFile(name: string, message: string): PackageFile {
  const problemAt = (_: Path, message: string) => ({ file: name, line: 1, column: 1, message: message });
  return { name, data: undefined, problems: [problemAt([], message)], problemAt };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function parsedJson(text: string): Parsed {
  let root: JsonPlace | undefined;
  const offsetOf = (path: Path, part: Part) => jsonOffset((root ??= scanJson(text, true).root), path, part);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return { data: undefined, faults: [jsonFault(text, error)], offsetOf: () => 0 };
  }
  const repeated = scanJson(text, false).repeated.map(({ offset, key }) => ({
    offset,
    message: `key ${JSON.stringify(key)} stands twice in one mapping`,
  }));
  return { data, faults: [...dataFaults(data), ...repeated], offsetOf };
}

/** Not every message of the quick parser tells the place; then the first place that even YAML cannot read is shown. */
function jsonFault(text: string, error: unknown): Fault {
  const message = error instanceof Error ? error.message : '';
  const position = /at position (\d+)/u.exec(message)?.[1];
  if (position !== undefined) return { offset: Number(position), message: 'is not JSON from here on' };
  const [first] = text.length > largestExplained ? [] : documentOf(text).errors;
  return { offset: first?.pos[0] ?? 0, message: first ? 'is not JSON from here on' : 'is not JSON' };
}

function jsonOffset(root: JsonPlace | undefined, path: Path, part: Part): number {
  let place = root;
  for (const [index, key] of path.entries()) {
    const next = place?.inside.get(String(key));
    if (!next) return index === 0 ? 0 : (place?.value ?? 0);
    place = next;
  }
  return (part === 'name' ? place?.key : place?.value) ?? 0;
}

const documentOf = (text: string) =>
  parseDocument(text, { uniqueKeys: true, prettyErrors: false, strict: true, logLevel: 'error' });

function parsedYaml(text: string): Parsed {
  const document = documentOf(text);
  const offsetOf = (path: Path, part: Part) => yamlOffset(document, path, part);
  const faults = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    offset: pos[0],
    message: yamlMessage(message),
  }));
  if (faults.length > 0) return { data: undefined, faults: distinct(faults), offsetOf };
  try {
    // Aliases may be used sparingly: a file that grows a hundredfold by them is refused.
    const data: unknown = document.toJS({ maxAliasCount: 100 });
    return { data, faults: dataFaults(data), offsetOf };
  } catch (error) {
    return { data: undefined, faults: [{ offset: 0, message: yamlMessage(String(error)) }], offsetOf };
  }
}

function yamlMessage(message: string): string {
  if (message.includes('call stack')) return 'is nested too deeply';
  if (message.includes('alias'))
    return `has an alias that cannot be followed or grows too large: ${firstLine(message)}`;
  if (message.includes('multiple documents')) return 'starts a second document; a file may hold one only';
  return firstLine(message);
}

const firstLine = (message: string) => message.replace(/^[A-Za-z]*Error: /u, '').split('\n')[0] ?? message;

const distinct = (faults: readonly { readonly offset: number; readonly message: string }[]) =>
  faults.filter(({ message }, index) => index === 0 || faults[index - 1]?.message !== message);

function yamlOffset(document: Document, path: Path, part: Part): number {
  for (let length = path.length; length > 0; length -= 1) {
    const above = path.slice(0, length - 1);
    const key = path[length - 1];
    const parent = above.length === 0 ? document.contents : document.getIn(above, true);
    const pair = isMap(parent)
      ? parent.items.find((item) => String(isNode(item.key) ? item.key.toJSON() : item.key) === String(key))
      : undefined;
    const isValue = length === path.length && part === 'value';
    if (pair && isNode(pair.key) && pair.key.range)
      return isValue && isNode(pair.value) && pair.value.range ? pair.value.range[0] : pair.key.range[0];
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
