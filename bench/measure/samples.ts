import type { EvidenceData } from '../graph/evidence-data.ts';
import { Random } from '../graph/random.ts';
import type { Read, Values } from '../reads/read.ts';
import type { Variant } from '../servers/variant.ts';

export interface Sample {
  readonly body: string;
  readonly expected: unknown;
}

export interface SampleOptions {
  readonly data: EvidenceData;
  readonly count: number;
  /** Where the hub's deep page begins, as a cursor of the product. */
  readonly cursor: string | null;
}

/** Requests of one read in the words of a variant, the same ones for every variant; none where it takes no part. */
export function samplesOf(read: Read, variant: Variant, options: SampleOptions): readonly Sample[] {
  const ask = read.ask[variant.dialect];
  if (!ask) return [];
  const random = new Random('samples', read.name);
  const count = read.same === true ? 1 : options.count;
  return Array.from({ length: count }, () => {
    const { values, expected } = read.sample(options.data, random);
    return { body: JSON.stringify(ask(withCursor(values, options.cursor))), expected };
  });
}

const withCursor = (values: Values, cursor: string | null): Values => ({
  ...values,
  cursor: values.offset === 0 ? null : cursor,
});
