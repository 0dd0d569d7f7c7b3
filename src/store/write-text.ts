import type { NodeRow, NodeSelection, PageAnswer, PageRow, ReadAnswer, ReadPlan } from './read-plan.ts';
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

/** Writes the answer to a plan down; `undefined` where a required value is missing, which only GraphQL can tell about. */
export function writeText(text: TextPlan, plan: ReadPlan, answer: ReadAnswer): string | undefined {
  try {
    let written = '';
    for (const part of text) written += typeof part === 'string' ? part : writeRoot(part, plan, answer);
    return written;
  } catch (error) {
    if (error === missing) return undefined;
    throw error;
  }
}

const missing = new Error('A required value is missing.');

function writeRoot(part: RootPart, plan: ReadPlan, answer: ReadAnswer): string {
  const read = plan.roots[part.root];
  const given = answer[part.root];
  if (!read || !given) throw new TypeError(`The plan has no root ${part.root}.`);
  if (part.is === 'page') return writePage(part.parts, read as PageRead, given as PageAnswer);
  const rows = given as readonly (NodeRow | null)[];
  const write = (row: NodeRow | null | undefined) =>
    row ? writeNode(part.node, row, read.select[row.__typename]) : 'null';
  return part.is === 'one' ? write(rows[0]) : `[${rows.map(write).join(',')}]`;
}

function writePage(parts: readonly PagePart[], read: PageRead, { rows = [], count = 0 }: PageAnswer): string {
  const { first, after } = read.page;
  const shown = Math.min(rows.length, first);
  let written = '';
  for (const part of parts) {
    if (typeof part === 'string') written += part;
    else if (part.is === 'rows') written += writeRows(part.row, read, { rows, shown });
    else if (part.is === 'count') written += String(count);
    else if (part.is === 'more') written += rows.length > first ? 'true' : 'false';
    else if (part.is === 'before') written += after === null ? 'false' : 'true';
    else {
      const row = rows[part.is === 'first' ? 0 : shown - 1];
      written += row ? part.write(row.key, read) : 'null';
    }
  }
  return written;
}

function writeRows(
  parts: readonly RowPart[],
  read: PageRead,
  { rows, shown }: { rows: readonly PageRow[]; shown: number },
): string {
  let written = '[';
  for (let index = 0; index < shown; index += 1) {
    const row = rows[index] as PageRow;
    if (index > 0) written += ',';
    for (const part of parts) written += typeof part === 'string' ? part : writeRowPart(part, row, read);
  }
  return `${written}]`;
}

function writeRowPart(part: Exclude<RowPart, string>, row: PageRow, read: PageRead): string {
  switch (part.is) {
    case 'node':
      return writeNode(part.node, row.node, read.select[row.node.__typename]);
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

function writeNode(text: NodeText, row: NodeRow, selection: NodeSelection | undefined): string {
  let written = '';
  for (const part of text[row.__typename] ?? [])
    written += typeof part === 'string' ? part : writePart(part, row, selection);
  return written;
}

function writePart(part: Exclude<NodePart, string>, row: NodeRow, selection: NodeSelection | undefined): string {
  if (part.is === 'value') return writeValue(part, row[part.name]);
  const relation = selection?.relations[part.relation];
  const page = row[part.relation] as PageAnswer | undefined;
  if (!relation || !page) throw new TypeError(`The relation ${part.relation} was not read.`);
  if (part.is === 'relation') return writePage(part.parts, relation, page);
  const end = page.rows?.[0]?.node;
  return end ? writeNode(part.node, end, relation.select[end.__typename]) : 'null';
}

function writeValue({ required, parts }: ValuePart, value: unknown): string {
  if (value === null || value === undefined) {
    if (required) throw missing;
    return 'null';
  }
  if (!parts) return JSON.stringify(value);
  if (!Array.isArray(value)) return writeObject(parts, value as Readonly<Record<string, unknown>>);
  return `[${value.map((item: Readonly<Record<string, unknown>>) => writeObject(parts, item)).join(',')}]`;
}

function writeObject(parts: readonly (string | ObjectPart)[], value: Readonly<Record<string, unknown>>): string {
  let written = '';
  for (const part of parts)
    written += typeof part === 'string' ? part : writeValue({ is: 'value', ...part }, value[part.name]);
  return written;
}
