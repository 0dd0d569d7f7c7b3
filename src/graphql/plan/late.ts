export type Variables = Readonly<Record<string, unknown>>;

/** A value that is known when an operation is compiled, or that is made from the variables of each request. */
export type Late<Value> = { readonly known: Value } | { readonly make: (variables: Variables) => Value };

export const known = <Value>(value: Value): Late<Value> => ({ known: value });

export const made = <Value>(late: Late<Value>, variables: Variables): Value =>
  'known' in late ? late.known : late.make(variables);

export function map<From, To>(late: Late<From>, change: (value: From) => To): Late<To> {
  return 'known' in late ? { known: change(late.known) } : { make: (variables) => change(late.make(variables)) };
}

/** All of them, in their order: known where each is known. */
export function all<Value>(lates: readonly Late<Value>[]): Late<readonly Value[]> {
  if (lates.every((late) => 'known' in late)) return { known: lates.map((late) => late.known) };
  return { make: (variables) => lates.map((late) => made(late, variables)) };
}

export function both<One, Other, To>(
  one: Late<One>,
  other: Late<Other>,
  join: (one: One, other: Other) => To,
): Late<To> {
  if ('known' in one) return map(other, (value) => join(one.known, value));
  return { make: (variables) => join(one.make(variables), made(other, variables)) };
}

export function record<Value>(
  entries: readonly (readonly [string, Late<Value>])[],
): Late<Readonly<Record<string, Value>>> {
  return map(all(entries.map(([, late]) => late)), (values) =>
    Object.fromEntries(entries.map(([name], index) => [name, values[index] as Value])),
  );
}

/** Sums that grow past every limit stay there. */
export const sum = (lates: readonly Late<number>[]): Late<number> =>
  map(all(lates), (values) => values.reduce((total, value) => total + value, 0));

export const most = (lates: readonly Late<number>[]): Late<number> =>
  map(all(lates), (values) => Math.max(0, ...values));
