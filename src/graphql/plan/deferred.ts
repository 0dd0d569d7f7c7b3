export type Variables = Readonly<Record<string, unknown>>;

/** A value that is constant for an operation, or that is resolved from the variables of each request. */
export type Deferred<Value> = { readonly constant: Value } | { readonly resolve: (variables: Variables) => Value };

export const constant = <Value>(value: Value): Deferred<Value> => ({ constant: value });

export const resolve = <Value>(deferred: Deferred<Value>, variables: Variables): Value =>
  'constant' in deferred ? deferred.constant : deferred.resolve(variables);

export function map<From, To>(deferred: Deferred<From>, change: (value: From) => To): Deferred<To> {
  return 'constant' in deferred
    ? { constant: change(deferred.constant) }
    : { resolve: (variables) => change(deferred.resolve(variables)) };
}

/** All of them, in their order: a constant where each is one. */
export function all<Value>(list: readonly Deferred<Value>[]): Deferred<readonly Value[]> {
  if (list.every((deferred) => 'constant' in deferred)) return { constant: list.map((deferred) => deferred.constant) };
  return { resolve: (variables) => list.map((deferred) => resolve(deferred, variables)) };
}

export function both<One, Other, To>(
  one: Deferred<One>,
  other: Deferred<Other>,
  join: (one: One, other: Other) => To,
): Deferred<To> {
  if ('constant' in one) return map(other, (value) => join(one.constant, value));
  return { resolve: (variables) => join(one.resolve(variables), resolve(other, variables)) };
}

export function record<Value>(
  entries: readonly (readonly [string, Deferred<Value>])[],
): Deferred<Readonly<Record<string, Value>>> {
  return map(all(entries.map(([, deferred]) => deferred)), (values) =>
    Object.fromEntries(entries.map(([name], index) => [name, values[index] as Value])),
  );
}

/** Sums that grow past every limit stay there. */
export const sum = (list: readonly Deferred<number>[]): Deferred<number> =>
  map(all(list), (values) => values.reduce((total, value) => total + value, 0));

export const most = (list: readonly Deferred<number>[]): Deferred<number> =>
  map(all(list), (values) => Math.max(0, ...values));
