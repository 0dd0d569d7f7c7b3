import type { GeneratedOperation } from './generated-operation.ts';

type Mischief = (operation: GeneratedOperation) => GeneratedOperation;

/** Puts a field in front of the first selection of the document. */
const withField =
  (field: string): Mischief =>
  (operation) => ({ ...operation, query: operation.query.replace('{', `{ wrong: ${field} `) });

/** Changes the value of the first variable that is sent, or sends one that nobody declared. */
const withVariable =
  (change: (value: unknown) => unknown): Mischief =>
  (operation) => {
    const [name = 'v0'] = Object.keys(operation.variables);
    return { ...operation, variables: { ...operation.variables, [name]: change(operation.variables[name]) } };
  };

/** Sends null for the first variable that has a default. */
const withNullForDefault: Mischief = (operation) => {
  const name = /\$(v\d+): [^$)]* = /u.exec(operation.query)?.[1] ?? 'v0';
  return { ...operation, variables: { ...operation.variables, [name]: null } };
};

const nested = (levels: number): string =>
  levels === 0 ? 'id' : `contradicts(first: 1) { nodes { ${nested(levels - 1)} } }`;

/** Ways to go wrong, those that still parse first. */
export const mischiefs: readonly Mischief[] = [
  withVariable(() => null),
  withNullForDefault,
  withVariable(() => ({ unexpected: ['thing'] })),
  withVariable(() => 'NO_SUCH_VALUE'),
  withVariable((value) => [value, value]),
  withVariable(() => 2 ** 31),
  (operation) => ({ ...operation, variables: {} }),
  withField('claim(id: "nonsense") { id }'),
  withField('claim(id: "finding:cost") { id }'),
  withField('nodes(ids: ["claim:a", "claim:\\u0000"]) { id }'),
  withField('claims(after: "nonsense") { nodes { id } }'),
  withField('claims(first: 0) { nodes { id } }'),
  withField('claims(first: -2147483648) { nodes { id } }'),
  withField('claims(first: 101) { totalCount }'),
  withField('claims(first: 2147483648) { totalCount }'),
  withField('claims(filter: { type: [NO_SUCH_VALUE] }) { totalCount }'),
  withField('sources(filter: { issued: { from: "the nineties" } }) { totalCount }'),
  withField('claims(filter: { evidence: { some: { uses: { some: { kinds: ["Nothing"] } } } } }) { totalCount }'),
  withField('search(text: " -- ") { totalCount }'),
  withField('nothing { id }'),
  withField('claims'),
  withField('claims { totalCount { id } }'),
  withField('claims(first: $undeclared) { totalCount }'),
  withField('claims { ...Absent }'),
  withField('__typename again: __typename @include again: __typename @skip(if: "yes")'),
  withField(`claim(id: "claim:a") { ${nested(12)} }`),
  (operation) => ({ ...operation, operationName: 'NoSuchOperation' }),
  (operation) => ({ ...operation, operationName: '' }),
  (operation) => ({ ...operation, query: operation.query.slice(0, -2) }),
  (operation) => ({ ...operation, query: `${operation.query} fragment Unused on Claim { id }` }),
  (operation) => ({ ...operation, query: `mutation M { write } ${operation.query}` }),
  (operation) => ({ ...operation, query: '' }),
];
