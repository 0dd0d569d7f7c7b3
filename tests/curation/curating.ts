import { Curation } from '../../src/curation/curation.ts';
import type { StudyLink } from '../../src/curation/verbs/link-study.ts';
import type { Person, Principal } from '../../src/access/principal.ts';
import type { Store } from '../../src/store/store.ts';

const person = (name: string, role: Person['role']): Person => ({ id: `person:${name}`, name, role, conflicts: [] });

export const ada = person('ada', 'CONTRIBUTOR');
export const ben = person('ben', 'REVIEWER');
export const eve = person('eve', 'REVIEWER');

/** A curation whose clock goes on by a second with each look, and whose ids and keys are counted. */
export function curating(store: Store, options: { readonly from?: string } = {}) {
  let [ids, keys, looks] = [0, 0, 0];
  const start = Date.parse(options.from ?? '2026-03-01T10:00:00.000Z');
  let ahead = 0;
  const now = () => new Date(start + ahead + (looks += 1) * 1000).toISOString();
  const curation = new Curation({ store, newId: () => `made-${(ids += 1)}`, now });
  const asked = (principal: Principal, key = `key-${(keys += 1)}`) => ({ principal, idempotencyKey: key });
  return {
    curation,
    asked,
    later: (days: number) => void (ahead += days * 86_400_000),
    step: (
      principal: Principal,
      step: Parameters<Curation['step']>[0]['step'],
      proposal: string,
      more: { why?: string | null; expectedVersion?: number; key?: string } = {},
    ) =>
      curation.step({
        ...asked(principal, more.key),
        proposal,
        step,
        why: more.why ?? null,
        expectedVersion: more.expectedVersion,
      }),
  };
}

/** A whole link: a new study in a new source disputes the claim. */
export function studyLink(more: Partial<StudyLink> = {}): StudyLink {
  return {
    claim: 'claim:works',
    source: { attributes: { kind: 'ARTICLE', title: 'A new trial', doi: '10.1000/new', issued: '2025' } },
    study: { attributes: { name: 'The new trial', design: ['RCT'], sms: 5 } },
    finding: { kind: 'EFFECT_ESTIMATE', text: 'No fewer returned.', effectDirection: 'NO_DIFFERENCE' },
    passage: { attributes: { section: 'Results', anchor: 'no fewer returned' }, text: 'In all, no fewer returned.' },
    link: { stance: 'DISPUTES', directness: 'DIRECT', rationale: 'The same outcome.' },
    about: ['outcome:returning'],
    comparators: [],
    ...more,
  };
}
