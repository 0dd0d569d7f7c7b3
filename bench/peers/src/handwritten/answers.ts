export interface Values {
  readonly id: string;
  readonly ids: readonly string[];
  readonly text: string;
  /** Key of the last edge seen; empty for the first page. */
  readonly after: string;
}

/** The JSON of each read's answer. */
export type Answers = Readonly<
  Record<'chain' | 'wide' | 'union' | 'hub' | 'count' | 'node' | 'search', (values: Values) => Promise<string>>
>;
