import type { AttributeTable, AttributeValues } from './attribute.ts';
import type { Problem } from './errors.ts';

/** What a kind of node is: its words, its attributes, and the rules that bind several attributes. */
export interface Kind<Table extends AttributeTable = AttributeTable> {
  readonly description: string;
  /** The part of an id before the colon; never changed once published. */
  readonly prefix: string;
  /** Root field for one, root field for a list, and the name of its list in a review package. */
  readonly singular: string;
  readonly plural: string;
  readonly attributes: Table;
  /** One line that shows the node; cut to 160 characters by the store's write path. */
  label(attributes: AttributeValues<Table>): string;
  /** What no single attribute can say; empty when all is well. */
  rules?(attributes: AttributeValues<Table>): readonly Problem[];
}

export function kind<Table extends AttributeTable>(definition: Kind<Table>): Kind<Table> {
  return definition;
}
