import { describe, expect, it } from 'vitest';
import { accessRules, actions, type AccessRule, type Action } from '../../src/access/access-rules.ts';
import { allowedActions, authorize, refusalOf } from '../../src/access/authorize.ts';
import { anonymous, type Principal } from '../../src/access/principal.ts';
import { role, type Role } from '../../src/access/role.ts';
import { stepsOfReview, type StepName } from '../../src/domain/steps-of-review.ts';
import { lifeCycle, type LifeCycleStatus } from '../../src/domain/life-cycle.ts';

const me = { id: 'me', name: 'Me' };
const principals: Readonly<Record<Role, Principal>> = {
  ANONYMOUS: anonymous,
  CONTRIBUTOR: { role: 'CONTRIBUTOR', ...me, conflicts: [] },
  REVIEWER: { role: 'REVIEWER', ...me, conflicts: [] },
  ADMIN: { role: 'ADMIN', ...me, conflicts: [] },
  SERVICE: { role: 'SERVICE', ...me, scopes: actions },
};

/** In the state in which the action makes sense: yes, needs a name (u), forbidden (f); to one's own, to another's. */
const expected = `
                   ANONYMOUS  CONTRIBUTOR  REVIEWER  ADMIN    SERVICE
  read             yes yes    yes yes      yes yes   yes yes  yes yes
  readProposals    u   u      f   f        yes yes   yes yes  f   f
  propose          u   u      yes yes      yes yes   yes yes  yes yes
  revise           u   u      yes f        yes f     yes f    yes f
  submit           u   u      yes f        yes f     yes f    yes f
  withdraw         u   u      yes f        yes f     yes f    yes f
  comment          u   u      yes yes      yes yes   yes yes  f   f
  startReview      u   u      f   f        f   yes   f   yes  f   f
  releaseReview    u   u      f   f        f   yes   f   yes  f   f
  accept           u   u      f   f        f   yes   f   yes  f   f
  reject           u   u      f   f        f   yes   f   yes  f   f
  recordNotice     u   u      f   f        yes yes   yes yes  yes yes
  settleNeed       u   u      f   f        yes yes   yes yes  f   f
  mergeDuplicates  u   u      f   f        yes yes   yes yes  f   f
  importReferences u   u      yes yes      yes yes   yes yes  yes yes
  createOwnKey     u   u      yes yes      yes yes   yes yes  f   f
  revokeOwnKey     u   u      yes f        yes f     yes f    f   f
  manageKeys       u   u      f   f        f   f     yes yes  f   f
`;

/** The states of what an action may be done to; actions that are not named do not ask. */
const expectedStates: Partial<Record<Action, readonly LifeCycleStatus[]>> = {
  revise: ['DRAFT'],
  submit: ['DRAFT'],
  withdraw: ['DRAFT', 'SUBMITTED', 'IN_REVIEW'],
  startReview: ['SUBMITTED'],
  releaseReview: ['IN_REVIEW'],
  accept: ['IN_REVIEW'],
  reject: ['IN_REVIEW'],
};

const statuses = Object.keys(lifeCycle.values) as LifeCycleStatus[];
const answers: Readonly<Record<string, string>> = { none: 'yes', UNAUTHENTICATED: 'u', FORBIDDEN: 'f' };

function answer(principal: Principal, action: Action, owner: string): string | undefined {
  const [status = 'ACCEPTED'] = expectedStates[action] ?? [];
  return answers[refusalOf(principal, action, { owner, status, topics: ['topic:t'] })?.code ?? 'none'];
}

describe('the table of rules', () => {
  it('allows what is written here and nothing else, for every role, action and owner', () => {
    const roles = Object.keys(role.values) as Role[];
    const [header = '', ...rows] = expected.split('\n').filter((line) => line.trim() !== '');
    const words = (line: string) => line.trim().split(/\s+/u);
    expect(words(header)).toEqual(roles);
    const decided = actions.map((action) => [
      action,
      ...roles.flatMap((name) => ['me', 'another'].map((owner) => answer(principals[name], action, owner))),
    ]);
    expect(decided).toEqual(rows.map(words));
  });

  it('asks for the states from which the step of review can be taken', () => {
    for (const [step, { from }] of Object.entries(stepsOfReview)) {
      const { states }: AccessRule = accessRules[step as StepName];
      expect([step, states ?? from]).toEqual([step, from]);
    }
  });

  it('asks for the states that are written here', () => {
    for (const action of actions) {
      const { whose } = accessRules[action];
      const owner = whose === 'others' ? 'another' : 'me';
      const allowed = statuses.filter((status) => !refusalOf(principals.ADMIN, action, { owner, status }));
      expect([action, allowed]).toEqual([
        action,
        statuses.filter((each) => (expectedStates[action] ?? statuses).includes(each)),
      ]);
      if (expectedStates[action]) expect(refusalOf(principals.ADMIN, action, { owner })?.code).toBe('FORBIDDEN');
    }
  });
});

describe('a refusal', () => {
  const message = (principal: Principal, action: Action, object?: Parameters<typeof refusalOf>[2]) =>
    refusalOf(principal, action, object)?.message;

  it('says which role, scope, person or state is needed', () => {
    const submission = { owner: 'another', status: 'IN_REVIEW' as const };
    expect(message(anonymous, 'propose')).toBe(
      'propose takes the role CONTRIBUTOR, REVIEWER, ADMIN or SERVICE: send a key or a token as "Authorization: Bearer …".',
    );
    expect(message(principals.CONTRIBUTOR, 'accept', submission)).toBe(
      'accept takes the role REVIEWER or ADMIN; this credential has CONTRIBUTOR.',
    );
    expect(message({ role: 'SERVICE', ...me, scopes: ['propose'] }, 'recordNotice')).toBe(
      'recordNotice takes the scope recordNotice; this credential has propose.',
    );
    expect(message(principals.REVIEWER, 'accept', { ...submission, owner: 'me' })).toBe(
      'Nobody decides on their own submission: accept takes another REVIEWER or ADMIN.',
    );
    expect(message(principals.CONTRIBUTOR, 'revise', { ...submission, status: 'DRAFT' })).toBe(
      'revise is for whoever made it.',
    );
    expect(message(principals.REVIEWER, 'accept', { ...submission, status: 'DRAFT' })).toBe(
      'accept takes the state IN_REVIEW; this is DRAFT.',
    );
  });

  it('follows from a declared conflict of interest, on its topic only, and leaves other actions open', () => {
    const conflicted: Principal = { role: 'REVIEWER', ...me, conflicts: ['topic:nets', 'topic:courts'] };
    const about = (...topics: string[]) => ({ owner: 'another', status: 'IN_REVIEW' as const, topics });
    for (const action of ['accept', 'reject'] as const) {
      expect(message(conflicted, action, about('topic:other', 'topic:courts'))).toBe(
        `A conflict of interest is declared on topic:courts: ${action} takes somebody else.`,
      );
      expect(message(conflicted, action, about('topic:other'))).toBeUndefined();
    }
    expect(message(conflicted, 'startReview', { ...about('topic:nets'), status: 'SUBMITTED' })).toContain('topic:nets');
    expect(message(conflicted, 'releaseReview', about('topic:nets'))).toBeUndefined();
    expect(message(conflicted, 'comment', about('topic:nets'))).toBeUndefined();
  });

  it('is thrown by authorize, which wants to know the object where it matters', () => {
    expect(() => authorize(anonymous, 'manageKeys')).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
    expect(() => authorize(principals.REVIEWER, 'accept')).toThrow(TypeError);
    expect(authorize(principals.ADMIN, 'manageKeys')).toBeUndefined();
  });
});

it('lists what a credential may do, a service by its scopes', () => {
  expect(allowedActions(anonymous)).toEqual(['read']);
  expect(allowedActions(principals.ADMIN)).toEqual(actions);
  expect(allowedActions({ role: 'SERVICE', ...me, scopes: ['recordNotice', 'accept'] })).toEqual([
    'read',
    'recordNotice',
  ]);
});
