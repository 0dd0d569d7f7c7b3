/** Connections that are given as a list of ids. */
export interface ConnectionList {
  /** The kinds whose ids may stand in it. */
  readonly kinds: readonly string[];
  readonly description: string;
  /** The relationship to an entry of one of these kinds. */
  readonly relationship: (kind: string) => string;
}

/** Every such list, by the name of its field. A kind has it where the table of relationships allows one of its edges. */
export const connectionLists = {
  about: {
    kinds: ['Intervention', 'Outcome', 'Population', 'Jurisdiction', 'Topic'],
    description: 'Interventions, outcomes, populations, jurisdictions and topics it is about.',
    relationship: (kind) => `ABOUT_${kind.toUpperCase()}`,
  },
  reportedIn: {
    kinds: ['EvidenceSource'],
    description: 'Sources that report it.',
    relationship: () => 'REPORTED_IN',
  },
} as const satisfies Readonly<Record<string, ConnectionList>>;

export type ConnectionName = keyof typeof connectionLists;
