import { kindOfId } from '../../domain/ids.ts';
import type { Model } from '../../domain/model.ts';
import { argumentName } from './reservations.ts';
import type { ProposedChange } from '../drafts/proposed-change.ts';

export interface Argument {
  readonly link: string;
  /** The name under which it is reserved. */
  readonly name: string;
}

/**
 * The arguments that a proposal adds: claim × what it uses × author. A finding that comes with it is new each time, so its
 * sources stand for it too.
 */
export function argumentsIn(model: Model, { nodes, edges, by }: ProposedChange & { readonly by: string }): Argument[] {
  const from = (id: string, name: string) =>
    edges.filter(({ relationship, from: start }) => relationship === name && start === id).map(({ to }) => to);
  const added = new Set(nodes.filter(({ expectedVersion }) => expectedVersion === 0).map(({ id }) => id));
  const links = [...added].filter((id) => kindOfId(model, id) === 'EvidenceLink');
  return links.flatMap((link) => {
    const claims = edges.filter(({ relationship, to }) => relationship === 'HAS_EVIDENCE' && to === link);
    const uses = from(link, 'USES').flatMap((id) => (added.has(id) ? [id, ...from(id, 'REPORTED_IN')] : [id]));
    return claims.flatMap(({ from: claim }) => uses.map((id) => ({ link, name: argumentName(claim, id, by) })));
  });
}
