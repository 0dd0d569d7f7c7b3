import type { ListRead, ReadPlan, RelationRead, SearchRead, IdsRead } from '../read-plan.ts';
import type { IdsPart, ValuePart, WriteKey } from './output-program.ts';
import type { Locate } from './plan-places.ts';

/**
 * What an engine makes of an output program. A piece is what stands for a part of the answer: an expression of the
 * engine's language, or a function over the values that it gives back. A page is where rows come from; a row is what can
 * be said of each of them. `walk.ts` calls an emitter for every part of a program, in the order of the program.
 */
export interface Emitter<Piece, Page, Row> {
  /** Text that is the same for all requests. */
  constant(text: string): Piece;
  /** Pieces one after the other. */
  joined(parts: readonly Piece[]): Piece;
  /** What is written of a request's plan alone. */
  ofPlan(write: (plan: ReadPlan) => string): Piece;
  /** A piece as code writes it, once it is known for a request. */
  rewritten(piece: Piece, write: (text: string, plan: ReadPlan) => string): Piece;

  /** The nodes of a look-up by ids, in the order asked. */
  ids(found: PlanPart<IdsRead>, is: IdsPart['is'], node: (row: Row) => Piece): Piece;
  rootPage(found: PlanPart<ListRead | SearchRead>): Page;
  relationPage(row: Row, found: RelationPart): Page;

  /** What is written of a page; `write` writes its parts. */
  page(page: Page, wanted: PageWanted, write: () => Piece): Piece;
  rows(page: Page, oneMore: boolean, row: (row: Row) => Piece): Piece;
  count(page: Page): Piece;
  more(page: Page): Piece;
  /** The key of the first or last row, or null. */
  endKey(page: Page, end: 'first' | 'last', write: WriteKey): Piece;
  /** The node of the only row of a page, or null. */
  end(page: Page, node: (row: Row) => Piece): Piece;

  /** What is written of the node of a row, whichever of the possible kinds it is of. */
  byKind(row: Row, node: (kind: string) => Piece): Piece;
  value(row: Row, kind: string, part: ValuePart): Piece;
  edgeValue(row: Row, part: ValuePart): Piece;
  /** The key of a row as a JSON string, or as it is written. */
  key(row: Row, write: WriteKey | undefined): Piece;
}

/** A part of the plan that is compiled, and where it stands in the plan of a request. */
export interface PlanPart<Read> {
  readonly read: Read;
  readonly at: Locate<Read>;
}

/** A relation of a row whose node is of the kind, by its key in the plan. */
export interface RelationPart extends PlanPart<RelationRead> {
  readonly kind: string;
  readonly relation: string;
}

/** What is written of a page. */
export interface PageWanted {
  /** Whether its rows are, or their keys. */
  readonly rows: boolean;
  /** Whether the row behind the page is. */
  readonly oneMore: boolean;
  readonly count: boolean;
  /** Whether it is told that more rows follow. */
  readonly more: boolean;
}
