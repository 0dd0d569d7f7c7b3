/** Arguments of questions and verbs, and the options by which a terminal gives them. */
const optionOf: Readonly<Record<string, string>> = {
  maxDepth: '--max-depth',
  maxPaths: '--max-paths',
  mostRows: '--most-rows',
  mostColumns: '--most-columns',
  rows: '--rows',
  columns: '--columns',
  'filter.rowIds': '--row',
  'filter.columnIds': '--column',
  'filter.jurisdictions': '--jurisdiction',
  jurisdiction: '--jurisdiction',
  owner: '--owner',
  name: '--name',
  scopes: '--scope',
  conflicts: '--conflict',
  kind: '--kind',
  why: '--why',
  idempotencyKey: '--idempotency-key',
  expectedVersion: '--expected-version',
};

/** Names that are words too are meant only where a sentence says what they must be. */
const namedBy = (argument: string) => {
  const name = argument.replaceAll('.', '\\.');
  const isWord = /^[a-z]+$/u.test(argument);
  return new RegExp(`(?<![\\w.:"-])${name}(?![\\w-])${isWord ? '(?= (?:must|may)\\b)' : ''}`, 'gu');
};

const names = Object.entries(optionOf).map(([argument, option]) => [namedBy(argument), option] as const);

/** A sentence that names arguments, with the options of a command (`--like-this`) in their place. */
export const inOptions = (sentence: string, options: readonly string[]): string =>
  names.reduce(
    (text, [argument, option]) => (options.includes(option) ? text.replace(argument, option) : text),
    sentence,
  );
