import type { EvidenceData } from '../graph/evidence-data.ts';
import { Random } from '../graph/random.ts';
import type { Ask, Read, Values } from '../reads/read.ts';
import type { Variant } from '../servers/variant.ts';

export interface Sample {
  readonly body: string;
  /** Drawn when it is asked for, as it may hold thousands of nodes. */
  expected(): unknown;
}

export interface SampleOptions {
  readonly data: EvidenceData;
  readonly count: number;
  /** Where the hub's deep page begins, as a cursor of the product. */
  readonly cursor: string | null;
}

/** Requests of one read in the words of a variant, the same ones for every variant; none where it takes no part. */
export function samplesOf(read: Read, variant: Variant, { data, count, cursor }: SampleOptions): readonly Sample[] {
  const ask = read.ask[variant.dialect];
  if (!ask) return [];
  return drawn(read, data, count).map(({ values, expected }) => ({ body: bodyOf(ask, values, cursor), expected }));
}

/** The bodies of the same, for servers whose answers are not looked at. */
export function bodiesOf(read: Read, variant: Variant, { data, count, cursor }: SampleOptions): readonly string[] {
  const ask = read.ask[variant.dialect];
  return ask ? valuesOf(read, data, count).map((values) => bodyOf(ask, values, cursor)) : [];
}

const bodyOf = (ask: Ask, values: Values, cursor: string | null) => JSON.stringify(ask(withCursor(values, cursor)));

function drawn(read: Read, data: EvidenceData, count: number) {
  const random = new Random('samples', read.name);
  return Array.from({ length: read.same === true ? 1 : count }, () => read.sample(data, random));
}

/** Drawn once for all variants. */
function valuesOf(read: Read, data: EvidenceData, count: number): readonly Values[] {
  const known = valuesOfReads.get(data) ?? new Map<Read, readonly Values[]>();
  const values = known.get(read) ?? drawn(read, data, count).map((each) => each.values);
  valuesOfReads.set(data, known.set(read, values));
  return values;
}

const valuesOfReads = new WeakMap<EvidenceData, Map<Read, readonly Values[]>>();

const withCursor = (values: Values, cursor: string | null): Values => ({
  ...values,
  cursor: values.offset === 0 ? null : cursor,
});
