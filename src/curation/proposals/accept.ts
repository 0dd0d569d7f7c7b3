import { headerOf } from '../../store/answered-nodes.ts';
import { DomainError, type Problem } from '../../domain/errors.ts';
import { kindOfId } from '../../domain/ids.ts';
import type { Model } from '../../domain/model.ts';
import type { ChangeSet } from '../../store/change-set.ts';
import type { Store } from '../../store/store.ts';
import { assertNoCircles } from './circles.ts';
import { released, sourceNames } from '../reservations/reservations.ts';
import { assertNoDuplicates, sourcesIn } from './known-sources.ts';
import { idsOutside, type Proposal } from './proposal.ts';
import { resolveAliases } from './resolve-aliases.ts';
import {
  assertUnchanged,
  retractedSource,
  seenOf,
  readReferencedEntries,
  type ReferencedEntries,
} from './referenced-entries.ts';

/**
 * What accepting a proposal writes into the graph; refused, with a list, while something it depends on is not there or fell,
 * and where what it changes was changed in the meantime.
 */
export async function acceptedChange(store: Store, accepted: Proposal): Promise<Partial<ChangeSet>> {
  const before = idsOutside(accepted);
  const sources = sourcesIn(store.model, accepted);
  const attributes = sources.map((source) => source.attributes);
  const [referenced, walked] = await Promise.all([
    readReferencedEntries(store, [...before.all, ...before.parted], attributes),
    assertNoCircles(store, accepted),
  ]);
  const proposal = resolveAliases(accepted, referenced.standingFor);
  const { all, revised } = idsOutside(proposal);
  assertDependenciesAccepted(proposal, referenced);
  assertUnchanged(proposal, referenced);
  assertNoDuplicates(sources, referenced);
  const { nodes, edges, removedEdges } = proposal;
  const packageOf = (id: string) => {
    const row = referenced.found.get(id);
    return row ? headerOf(row, 'reviewPackage').reviewPackage : null;
  };
  return {
    nodes: nodes.map(({ id, expectedVersion, attributes: whole }) => ({
      id,
      expectedVersion,
      attributes: whole,
      status: 'ACCEPTED',
      reviewPackage: revised.includes(id) ? packageOf(id) : null,
    })),
    edges,
    removedEdges,
    restsOn: [...all.flatMap((id) => seenOf(referenced.found.get(id))), ...walked],
    records: await released(store, formerNames(store.model, proposal), new Set(revised)),
  };
}

/** Names under which sources need no reservation any more, as the identifiers or titles that they had change. */
function formerNames(model: Model, { nodes }: Proposal): string[] {
  const changed = nodes.filter(({ id, before }) => before && kindOfId(model, id) === 'EvidenceSource');
  return changed.flatMap(({ attributes, before }) => {
    const names = sourceNames(attributes);
    return sourceNames({ ...attributes, ...before }).filter((name) => !names.includes(name));
  });
}

function assertDependenciesAccepted(proposal: Proposal, { found }: ReferencedEntries): void {
  const { ends, revised } = idsOutside(proposal);
  const problems = [...ends, ...revised].flatMap((id): Problem[] => {
    const row = found.get(id);
    if (row?.['status'] !== 'ACCEPTED') return [{ path: id, message: 'is not accepted' }];
    const fallen = ends.includes(id) ? retractedSource(row) : undefined;
    if (fallen === undefined) return [];
    return [{ path: id, message: fallen === id ? 'is retracted' : `stands in ${fallen}, which is retracted` }];
  });
  if (problems.length > 0)
    throw new DomainError(
      'DEPENDENCY_NOT_ACCEPTED',
      `${proposal.id} cannot be accepted yet: ${problems.map(({ path, message }) => `${path} ${message}`).join('; ')}.`,
      { problems },
    );
}
