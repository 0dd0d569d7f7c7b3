import { SaxesParser } from 'saxes';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

export interface XmlRecord {
  readonly line: number;
  readonly record: XmlElement;
}

/** How much is parsed before records are handed on. */
const piece = 64 * 1024;

const deepest = 64;

/** Entities that a file declares may grow without bound or read other files. */
export const ownEntities = 'XML with entities of its own is not read';

export class RefusedXml extends Error {}

/** The elements of one of the names, each as a tree; what lies around them is passed over. Throws {@link RefusedXml}. */
export function* xmlRecords(text: string, names: readonly string[]): Iterable<XmlRecord> {
  if (/<!ENTITY|<!DOCTYPE[^>[]*\[/iu.test(text.slice(0, 100_000))) throw new RefusedXml(ownEntities);
  const found: XmlRecord[] = [];
  const parser = recordParser(names, found);
  for (let start = text.startsWith('\uFEFF') ? 1 : 0; start < text.length; start += piece) {
    parser.write(text.slice(start, start + piece));
    yield* found.splice(0);
  }
  parser.close();
  yield* found.splice(0);
}

function recordParser(names: readonly string[], found: XmlRecord[]) {
  const parser = new SaxesParser({ position: true, xmlns: false });
  const open: XmlElement[] = [];
  let line = 0;
  parser.on('error', ({ message }) => {
    throw new RefusedXml(
      `is not XML from line ${parser.line} on: ${message.replace(/^:?[\d:]+\s*/u, '').slice(0, 100)}`,
    );
  });
  parser.on('doctype', (doctype) => {
    if (/\[|<!ENTITY/iu.test(doctype)) throw new RefusedXml(ownEntities);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length === 0 && !names.includes(name)) return;
    if (open.length >= deepest) throw new RefusedXml(`nests elements more than ${deepest} deep at line ${parser.line}`);
    if (open.length === 0) line = parser.line;
    const element: XmlElement = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const addText = (text: string) => {
    // Titles are marked up: an element's text holds that of all in it.
    for (const element of open) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const record = open.pop();
    if (record && open.length === 0) found.push({ line, record });
  });
  return parser;
}

/** The elements that a path of names leads to. */
export function elementsAt(element: XmlElement, ...path: readonly string[]): XmlElement[] {
  return path.reduce<XmlElement[]>(
    (at, name) => at.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [element],
  );
}

export const textsAt = (element: XmlElement, ...path: readonly string[]): string[] =>
  elementsAt(element, ...path).flatMap(({ text }) => text.replace(/\s+/gu, ' ').trim() || []);
