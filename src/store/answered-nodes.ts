import type { HeaderAttribute, NodeHeader } from '../domain/node.ts';
import type { NodeRow, PageAnswer, ReadAnswer, RootAnswer } from './read-plan.ts';

const isPage = (answer: RootAnswer): answer is PageAnswer => !Array.isArray(answer);

/** The answer to a root read by ids, in the order asked, with null for what is absent. */
export function rowsOf(answer: RootAnswer | undefined): readonly (NodeRow | null)[] {
  if (answer === undefined || isPage(answer)) throw new TypeError('The store gave no rows for a read by ids.');
  return answer;
}

/** The answer to a root read of a page. */
export function pageOf(answer: RootAnswer | undefined): PageAnswer {
  if (answer === undefined || !isPage(answer)) throw new TypeError('The store gave no page for a list or a search.');
  return answer;
}

/** The page of a relation of a node; undefined where it was not asked for. */
export const relationIn = (row: NodeRow, relation: string) => row[relation] as PageAnswer | undefined;

/** The same, which must have been asked for. */
export function readRelation(row: NodeRow, relation: string): PageAnswer {
  const page = relationIn(row, relation);
  if (!page) throw new TypeError(`The ${relation} of ${row.id} was not asked for.`);
  return page;
}

/** The entries that a root read by ids found, in the order asked; those that are absent are left out. */
export const presentRows = (answer: ReadAnswer, root: string): NodeRow[] =>
  rowsOf(answer[root]).filter((row) => row !== null);

/** The entries of a page; none where the page was not asked for. */
export const nodesOfPage = <Row>(page: { readonly rows?: readonly { readonly node: Row }[] } | undefined): Row[] =>
  (page?.rows ?? []).map(({ node }) => node);

/** Attributes of the header of a node of any kind, which must have been asked for. */
export function headerOf<Name extends HeaderAttribute>(row: NodeRow, ...names: readonly Name[]): Pick<NodeHeader, Name>;
export function headerOf(row: NodeRow, ...names: readonly HeaderAttribute[]): Readonly<Record<string, unknown>> {
  const missing = names.find((name) => row[name] === undefined);
  if (missing !== undefined) throw new TypeError(`The ${missing} of ${row.id} was not asked for.`);
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}
