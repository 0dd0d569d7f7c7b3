import { idsReadAt, pageReadAt } from './reads-of-plan.ts';
import { pageOf, relationIn, rowsOf } from './answered-nodes.ts';
import type { NodeRow, NodeSelection, PageAnswer, PageRow, ReadAnswer, ReadPlan, Selection } from './read-plan.ts';
import type {
  NodePart,
  NodeText,
  ObjectPart,
  PagePart,
  PageRead,
  RootPart,
  RowPart,
  TextPlan,
  ValuePart,
} from './text-plan.ts';

/** Writes the answer to a plan down; `undefined` where something is missing, which only GraphQL can tell about. */
export function writeText(text: TextPlan, plan: ReadPlan, answer: ReadAnswer): string | undefined {
  return unlessMissing(() => {
    let written = '';
    for (const part of text) written += typeof part === 'string' ? part : writeRoot(part, plan, answer);
    return written;
  });
}

/** Thrown where a text is given up. */
export const missing = new Error('Something is missing in the answer.');

/** What is written, or `undefined` where {@link missing} is thrown. */
export function unlessMissing(write: () => string): string | undefined {
  try {
    return write();
  } catch (error) {
    if (error === missing) return undefined;
    throw error;
  }
}

function writeRoot(part: RootPart, plan: ReadPlan, answer: ReadAnswer): string {
  const given = answer[part.root];
  if (!given) throw missing;
  if (part.is === 'page') return writePage(part.parts, pageReadAt(plan, part.root), pageOf(given));
  const rows = rowsOf(given);
  const { select } = idsReadAt(plan, part.root);
  const write = (row: NodeRow | null | undefined) => (row ? writeNode(part.node, row, select) : 'null');
  return part.is === 'one' ? write(rows[0]) : `[${rows.map(write).join(',')}]`;
}

function writePage(parts: readonly PagePart[], read: PageRead, { rows = [], count }: PageAnswer): string {
  const { first, after } = read.page;
  const shown = Math.min(rows.length, first);
  let written = '';
  for (const part of parts) {
    if (typeof part === 'string') written += part;
    else if (part.is === 'rows') written += writeRows(part.row, read, { rows, shown });
    else if (part.is === 'count') written += writeCount(count);
    else if (part.is === 'more') written += rows.length > first ? 'true' : 'false';
    else if (part.is === 'before') written += after === null ? 'false' : 'true';
    else {
      const row = rows[part.is === 'first' ? 0 : shown - 1];
      written += row ? part.write(row.key, read) : 'null';
    }
  }
  return written;
}

/** Counts have 32 bits, as GraphQL's Int. */
export function writeCount(count: unknown): string {
  if (typeof count !== 'number' || (count | 0) !== count) throw missing;
  return String(count);
}

function writeRows(
  parts: readonly RowPart[],
  read: PageRead,
  { rows, shown }: { rows: readonly PageRow[]; shown: number },
): string {
  let written = '[';
  for (let index = 0; index < shown; index += 1) {
    const row = rows[index];
    if (!row) throw missing;
    if (index > 0) written += ',';
    for (const part of parts) written += typeof part === 'string' ? part : writeRowPart(part, row, read);
  }
  return `${written}]`;
}

function writeRowPart(part: Exclude<RowPart, string>, row: PageRow, read: PageRead): string {
  switch (part.is) {
    case 'node':
      return writeNode(part.node, row.node, read.select);
    case 'edge':
      return writeValue(part.value, row.edge?.[part.value.name]);
    case 'key':
      return part.write(row.key, read);
    case 'made':
      return part.write(row, read);
    default:
      return part satisfies never;
  }
}

function writeNode(text: NodeText, row: NodeRow | undefined, select: Selection): string {
  if (!row) throw missing;
  const selection = select[row.__typename];
  const parts = text[row.__typename];
  if (!parts) throw missing;
  let written = '';
  for (const part of parts) written += typeof part === 'string' ? part : writePart(part, row, selection);
  return written;
}

function writePart(part: Exclude<NodePart, string>, row: NodeRow, selection: NodeSelection | undefined): string {
  if (part.is === 'value') return writeValue(part, row[part.name]);
  const relation = selection?.relations[part.relation];
  const page = relationIn(row, part.relation);
  if (!relation || !page) throw missing;
  if (part.is === 'relation') return writePage(part.parts, relation, page);
  const end = page.rows?.[0]?.node;
  return end ? writeNode(part.node, end, relation.select) : 'null';
}

/** An attribute as JSON. */
export function writeValue({ required, fits, parts }: Omit<ValuePart, 'is'>, value: unknown): string {
  if (value === null || value === undefined) {
    if (required) throw missing;
    return 'null';
  }
  if (!fits(value)) throw missing;
  if (!parts) return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
  return Array.isArray(value)
    ? `[${value.map((item) => writeObject(parts, item)).join(',')}]`
    : writeObject(parts, value);
}

/** What JSON escapes, and control characters that it does not. */
const escaped = /["\\\p{Cc}\p{Cs}]/u;

/** A string as JSON. Most hold nothing to escape, and to look costs half of what it costs to write them anew. */
const quoted = (value: string) => (escaped.test(value) ? JSON.stringify(value) : `"${value}"`);

function writeObject(parts: readonly (string | ObjectPart)[], value: unknown): string {
  const object = value as Readonly<Record<string, unknown>>;
  let written = '';
  for (const part of parts) written += typeof part === 'string' ? part : writeValue(part, object[part.name]);
  return written;
}
