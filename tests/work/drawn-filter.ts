import * as fc from 'fast-check';
import { evidenceModel, traversalsOf } from '../../src/domain/model.ts';
import type { Filter } from '../../src/store/read-plan.ts';

/** The kinds that the graph of hubs has. */
const kinds = ['Finding', 'Claim', 'EvidenceSource', 'Topic', 'EvidenceLink'] as const;

/** Any filter for a list of one of the kinds, so many relationships deep. */
export const drawnFilter = (deepest: number): fc.Arbitrary<{ readonly kind: string; readonly filter: Filter }> =>
  fc.constantFrom(...kinds).chain((kind) => filterFor(kind, deepest).map((filter) => ({ kind, filter })));

function filterFor(kind: string, deepest: number): fc.Arbitrary<Filter> {
  const simple = fc.oneof(
    fc.constant<Filter>({ all: [] }),
    fc.constant<Filter>({ any: [] }),
    fc.constantFrom('ACCEPTED', 'REJECTED').map((status): Filter => ({ attribute: 'status', in: [status] })),
    fc.constantFrom('none', 'f1', 'c1', 'hub').map((slug): Filter => ({ attribute: 'id', in: [idOf(kind, slug)] })),
    fc.constantFrom('word1', 'common', 'zzzz').map((word): Filter => ({ words: [[word]] })),
    fc.constantFrom(...kinds).map((name): Filter => ({ kinds: [name] })),
  );
  if (deepest === 0) return simple;
  // Along a relationship that leads to one kind only, as a filter of a client does.
  const single = traversalsOf(evidenceModel, kind).filter(({ targets }) => targets.length === 1);
  const along = fc
    .constantFrom(...single)
    .chain(({ field, targets: [target = kind] }) =>
      filterFor(target, deepest - 1).map((some): Filter => ({ field: field.field, some })),
    );
  const part = fc.oneof({ weight: 1, arbitrary: simple }, { weight: 3, arbitrary: along });
  const parts = fc.array(part, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    part,
    part.map((filter): Filter => ({ not: filter })),
    parts.map((all): Filter => ({ all })),
    parts.map((any): Filter => ({ any })),
  );
}

const idOf = (kind: string, slug: string) => `${evidenceModel.kinds[kind]?.prefix ?? ''}:${slug}`;
