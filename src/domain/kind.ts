import type { AttributeTable, AttributeValues } from './attribute.ts';
import type { Problem } from './errors.ts';

interface KindWords {
  readonly description: string;
  /** The part of an id before the colon; never changed once published. */
  readonly prefix: string;
  /** Root field for one, root field for a list, and the name of its list in a review package. */
  readonly singular: string;
  readonly plural: string;
}

/** What a kind of node is: its words, its attributes, and the rules that bind several attributes. */
export interface Kind extends KindWords {
  readonly attributes: AttributeTable;
  /** One line that shows the node; cut to 160 characters by the store's write path. */
  label(attributes: Readonly<Record<string, unknown>>): string;
  /** What no single attribute can say; empty when all is well. */
  rules?(attributes: Readonly<Record<string, unknown>>): readonly Problem[];
}

/** A {@link Kind} whose attributes the compiler knows. */
export interface DeclaredKind<Table extends AttributeTable> extends KindWords {
  readonly attributes: Table;
  label(attributes: AttributeValues<Table>): string;
  rules?(attributes: AttributeValues<Table>): readonly Problem[];
}

export function kind<Table extends AttributeTable>(definition: DeclaredKind<Table>): DeclaredKind<Table> {
  return definition;
}
