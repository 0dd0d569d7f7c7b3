import type { DraftChange } from '../drafts/draft-change.ts';
import type { FieldTable, InputOf } from './field.ts';

/** One way to propose something: what it takes, and what that adds and connects. */
export interface Verb<Fields extends FieldTable = FieldTable> {
  readonly description: string;
  /** What its input says, in a sentence. */
  readonly about: string;
  readonly fields: Fields;
  /** Adds and connects; gives the id of the entry that the proposal is mainly about. */
  draft(change: DraftChange, input: InputOf<Fields>): string;
}

export const verb = <const Fields extends FieldTable>(definition: Verb<Fields>): Verb<Fields> => definition;
