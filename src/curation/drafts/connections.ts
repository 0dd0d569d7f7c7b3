import { aboutRelationship, type RelationshipName } from '../../domain/relationships.ts';

/** Connections that inputs have as a list of ids. */
export interface ConnectionList {
  readonly description: string;
  /** The relationship to an entry by its kind; ids of other kinds may not stand in it. */
  readonly relationships: Readonly<Partial<Record<string, RelationshipName>>>;
}

/** Every such list, by the name of its field. A kind has it where the table of relationships allows one of its edges. */
export const connectionLists = {
  about: {
    description: 'Interventions, outcomes, populations, jurisdictions, settings and topics it is about.',
    relationships: aboutRelationship,
  },
  comparators: {
    description: 'Interventions that it compares with.',
    relationships: { Intervention: 'COMPARED_WITH' },
  },
  reportedIn: {
    description: 'Sources that report it.',
    relationships: { EvidenceSource: 'REPORTED_IN' },
  },
} as const satisfies Readonly<Record<string, ConnectionList>>;

export type ConnectionName = keyof typeof connectionLists;

/** The kinds whose ids may stand in a list. */
export const kindsInList = ({ relationships }: ConnectionList): readonly string[] => Object.keys(relationships);

/** The relationship to an entry of a kind; undefined where the list does not take it. */
export const relationshipTo = ({ relationships }: ConnectionList, kind: string | undefined) =>
  kind === undefined ? undefined : relationships[kind];
