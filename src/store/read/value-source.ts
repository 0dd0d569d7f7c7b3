import type { IdsRead, ListRead, ReadPlan, SearchRead } from '../read-plan.ts';
import type { PageWanted, PlanPart, RelationPart } from './emitter.ts';

/**
 * Where `ValueEmitter` takes its values from, for an engine that does not write JSON itself. `Row` is what the engine has
 * of a row, `Answer` what it has of a whole answer: each function is made once for a program and called for each row.
 */
export interface ValueSource<Row, Answer extends AnswerOf> {
  ids(found: PlanPart<IdsRead>): IdsValues<Row, Answer>;
  rootPage(found: PlanPart<ListRead | SearchRead>): PageValues<Row, Answer>;
}

/** A request's plan, and whatever the engine gave for it. */
export interface AnswerOf {
  readonly plan: ReadPlan;
}

export interface IdsValues<Row, Answer> {
  readonly row: RowValues<Row, Answer>;
  /** To be called when all that is wanted of its rows is known. The nodes in the order asked. */
  find(): (answer: Answer) => readonly (Row | undefined)[];
}

export interface PageValues<Row, Answer> {
  readonly row: RowValues<Row, Answer>;
  /** To be called when all that is wanted of its rows is known. */
  find(wanted: PageWanted): FoundPage<Row, Answer>;
}

/** What is known of a page, from the row that it hangs below; for a page at a root, from what is handed in there. */
export interface FoundPage<Row, Answer> {
  /** The rows of the page, one more where that is wanted or says whether there are more. */
  readonly rows?: Find<Row, Answer, readonly Row[]>;
  readonly count?: Find<Row, Answer, unknown>;
  /** Whether there are more; where it is absent, one row too many tells. */
  readonly more?: Find<Row, Answer, boolean>;
}

export type Find<Row, Answer, Found> = (answer: Answer, parent: Row) => Found;

/** What can be said of the rows of one place. */
export interface RowValues<Row, Answer> {
  readonly kinds: readonly string[];
  /** Which of the kinds a row is of. */
  kindOf(row: Row): number;
  key(): (row: Row) => string;
  value(kind: string, name: string): (row: Row) => unknown;
  edgeValue(name: string): (row: Row) => unknown;
  relation(found: RelationPart): PageValues<Row, Answer>;
}
