import type { ChangeSet } from '../../src/store/change-set.ts';
import { Random } from '../graph/random.ts';
import { rareWord, sentence } from '../graph/words.ts';

const interventions = 50;
/** Claims that share a rare word, which a text about them holds too. */
const sharedBy = 5;

export const claimId = (index: number) => `claim:bench-${index}`;

/** A text as a contributor may paste one: common words, and some that few claims have. */
export function textAbout(index: number): string {
  return `${sentence(new Random('text', index), 60)} ${rareWord(Math.floor(index / sharedBy))}`;
}

/** Claims about interventions, as one change. */
export function claimsChange(claims: number): ChangeSet {
  const random = new Random('claims', claims);
  const common = { expectedVersion: 0, status: 'ACCEPTED', reviewPackage: 'synthetic' } as const;
  const numbers = Array.from({ length: claims }, (_, index) => index);
  function* nodes() {
    for (let index = 0; index < interventions; index += 1)
      yield {
        id: `intervention:bench-${index}`,
        attributes: { name: `Programme ${rareWord(index + claims)}` },
        ...common,
      };
    for (const index of numbers) {
      const text = `${sentence(random, 8)} ${rareWord(Math.floor(index / sharedBy))}`;
      yield { id: claimId(index), attributes: { text, type: 'EFFECTIVENESS' }, ...common };
    }
  }
  function* edges() {
    for (const index of numbers) {
      const to = `intervention:bench-${index % interventions}`;
      yield { relationship: 'ABOUT_INTERVENTION' as const, from: claimId(index), to, order: '000000', attributes: {} };
    }
  }
  const by = { by: 'bench', role: 'ADMIN', why: null, at: '2026-01-02T03:04:05.678Z' };
  return { ...by, nodes: nodes(), edges: edges(), removedEdges: [], removedNodes: [] };
}
