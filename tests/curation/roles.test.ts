import { beforeAll, describe, expect, it } from 'vitest';
import { accessRules, type AccessRule, type Action } from '../../src/access/access-rules.ts';
import { anonymous, type Principal } from '../../src/access/principal.ts';
import { Curation } from '../../src/curation/curation.ts';
import { proposalRecord, type Proposal } from '../../src/curation/proposals/proposal.ts';
import { verbNames } from '../../src/curation/verbs/verbs.ts';
import { DomainError } from '../../src/domain/errors.ts';
import type { LifeCycleStatus } from '../../src/domain/life-cycle.ts';
import { stepsOfReview, type StepName, type StepOfReview } from '../../src/domain/steps-of-review.ts';
import { recordsOnly } from '../../src/store/change-set.ts';
import type { Store } from '../../src/store/store.ts';
import { openWorld } from './verbs/world.ts';

/*
 * Every cell of role × verb × state × whose it is × who took it up, each done on a proposal of its own. What is expected
 * follows from the two tables by the sentences of `expected`, which are written down here a second time.
 */

const me = { id: 'me', name: 'Me' };
const person = (role: 'CONTRIBUTOR' | 'REVIEWER' | 'ADMIN'): Principal => ({ role, ...me, conflicts: [] });
const steps = Object.keys(stepsOfReview) as StepName[];
const principals: Readonly<Record<string, Principal>> = {
  ANONYMOUS: anonymous,
  CONTRIBUTOR: person('CONTRIBUTOR'),
  REVIEWER: person('REVIEWER'),
  ADMIN: person('ADMIN'),
  'SERVICE with every scope': { role: 'SERVICE', ...me, scopes: Object.keys(accessRules) as Action[] },
  'SERVICE with the scope recordNotice': { role: 'SERVICE', ...me, scopes: ['recordNotice'] },
  'REVIEWER with an interest in the topic': { role: 'REVIEWER', ...me, conflicts: ['topic:courts'] },
};
const states: readonly LifeCycleStatus[] = ['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'ACCEPTED', 'REJECTED', 'WITHDRAWN'];

interface Cell {
  readonly principal: Principal;
  readonly step: StepName;
  readonly status: LifeCycleStatus;
  readonly by: string;
  /** Who took it up, where somebody did. */
  readonly reviewer: string | null;
}

const hasRole = (principal: Principal, action: Action) =>
  (accessRules[action].roles as readonly string[]).includes(principal.role) &&
  (principal.role !== 'SERVICE' || principal.scopes.includes(action));

/** Role, then whether one may know of it, then its state, then whose it is and who took it up. */
function expected({ principal, step, status, by, reviewer }: Cell): string {
  const rule: AccessRule = accessRules[step];
  const { from, taken }: StepOfReview = stepsOfReview[step];
  if (principal.role === 'ANONYMOUS') return 'UNAUTHENTICATED';
  if (!hasRole(principal, step)) return 'FORBIDDEN';
  if (status === 'DRAFT' && by !== me.id) return 'NOT_FOUND';
  if (!from.includes(status)) return 'WRONG_STATE';
  if (rule.whose !== 'any' && (rule.whose === 'own') !== (by === me.id)) return 'FORBIDDEN';
  if (rule.recuses && 'conflicts' in principal && principal.conflicts.length > 0) return 'FORBIDDEN';
  return taken && reviewer !== me.id ? 'FORBIDDEN' : 'done';
}

const cells = Object.entries(principals).flatMap(([role, principal]) =>
  steps.flatMap((step) =>
    states.flatMap((status) =>
      [me.id, 'another'].flatMap((by) =>
        (status === 'IN_REVIEW' ? [me.id, 'another'] : [null]).map((reviewer) => ({
          name: `${role} does ${step} to ${status} of ${by}, taken up by ${reviewer}`,
          cell: { principal, step, status, by, reviewer },
        })),
      ),
    ),
  ),
);

const at = '2026-03-01T10:00:00.000Z';

function proposalOf({ status, by, reviewer }: Cell, number: number): Proposal {
  const step = status === 'DRAFT' ? 'draft' : 'propose';
  const id = `claim:of-${number}`;
  const attributes = { text: 'A claim.', type: 'HARM' };
  const about = { relationship: 'ABOUT_TOPIC' as const, from: id, to: 'topic:courts', order: '000000', attributes: {} };
  return {
    id: `proposal:of-${number}`,
    version: 0,
    status,
    by,
    at,
    verb: 'proposeClaim',
    subject: id,
    summary: 'A claim.',
    nodes: [{ id, expectedVersion: 0, attributes }],
    edges: [about],
    removedEdges: [],
    review: reviewer === null ? null : { by: reviewer, until: '2999-01-01T00:00:00.000Z' },
    entries: [{ at, by, role: 'CONTRIBUTOR', step, why: null }],
    reservations: [],
  };
}

describe('who may do what, where a proposal stands', () => {
  let store: Store;
  let curation: Curation;
  let made = 0;
  beforeAll(async () => {
    store = await openWorld();
    curation = new Curation({ store, newId: () => `made-${(made += 1)}`, now: () => at });
  });

  async function outcome({ principal, step }: Cell, id: string): Promise<string> {
    const asked = { principal, idempotencyKey: `key-${(made += 1)}` };
    const changes = [{ kind: 'Claim', fields: { text: 'Another claim.' } }];
    try {
      if (step === 'revise') await curation.revise({ id, expectedVersion: 1, changes }, asked);
      else await curation.step({ ...asked, step, proposal: id, why: 'As it is.' });
      return 'done';
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }

  it('is as the tables say, in every cell', async () => {
    const proposals = cells.map(({ cell }, number) => proposalOf(cell, number));
    await store.write(recordsOnly({ by: 'tests', role: 'ADMIN', at }, proposals.map(proposalRecord)));
    const wrong: string[] = [];
    const counts = new Map<string, number>();
    for (const [number, { name, cell }] of cells.entries()) {
      const got = await outcome(cell, proposals[number]?.id ?? '');
      counts.set(got, (counts.get(got) ?? 0) + 1);
      if (got !== expected(cell)) wrong.push(`${name}: ${got}, not ${expected(cell)}`);
    }
    expect(wrong).toEqual([]);
    // Were one answer given to everything, the cells would prove little.
    expect([...counts.keys()].toSorted()).toEqual(['FORBIDDEN', 'NOT_FOUND', 'UNAUTHENTICATED', 'WRONG_STATE', 'done']);
    expect(cells).toHaveLength(784);
    expect(counts.get('done')).toBeGreaterThan(50);
  });

  it('writes nothing where it is refused', async () => {
    const { proposals } = await curation.proposals({ owner: 'another' }, 1_000, null);
    const changed = proposals.filter(({ entries }) => entries.slice(1).some(({ by }) => by !== me.id));
    expect(changed).toEqual([]);
    const done = cells.filter(({ cell }) => cell.by === 'another' && expected(cell) === 'done').length;
    expect(proposals.filter(({ version }) => version > 1)).toHaveLength(done);
  });

  it.each(verbNames)('lets those propose by %s who may propose', async (verb) => {
    for (const principal of Object.values(principals)) {
      const asked = { principal, idempotencyKey: `key-${(made += 1)}` };
      // Whoever may propose gets as far as the fields, which are wrong.
      const wrong = {
        claim: 'x',
        rates: 'x',
        level: 'x',
        uses: 'x',
        quotes: [],
        about: [],
        comparators: [],
        judges: 'x',
        reportedIn: [],
        includedIn: [],
      };
      const input = {
        ...wrong,
        source: { attributes: {} },
        finding: {},
        link: {},
        study: { attributes: {} },
        judgement: {},
        assessment: {},
      };
      const may = hasRole(principal, 'propose');
      const code = principal.role === 'ANONYMOUS' ? 'UNAUTHENTICATED' : may ? 'VALIDATION_FAILED' : 'FORBIDDEN';
      await expect(curation.propose(verb, input as never, asked)).rejects.toMatchObject({ code });
    }
  });
});
