import { keysOf } from '../support/keys-of.ts';
import type { LifeCycleStatus } from '../domain/life-cycle.ts';
import type { Role } from './role.ts';

/** Who may do an action, and to what. */
export interface AccessRule {
  readonly roles: readonly Role[];
  /** Only to what is one's own, only to what is another's, or to anything. */
  readonly whose: 'own' | 'others' | 'any';
  /** Only to what stands so in review. */
  readonly states?: readonly LifeCycleStatus[];
  /** Whether a declared conflict of interest on one of its topics keeps one from it. */
  readonly recuses?: true;
}

const everyone = ['ANONYMOUS', 'CONTRIBUTOR', 'REVIEWER', 'ADMIN', 'SERVICE'] as const;
const people = ['CONTRIBUTOR', 'REVIEWER', 'ADMIN'] as const;
const writers = [...people, 'SERVICE'] as const;
const reviewers = ['REVIEWER', 'ADMIN'] as const;

const rule = (roles: readonly Role[], more: Partial<AccessRule> = {}): AccessRule => ({ roles, whose: 'any', ...more });

/** Everything that anybody may do: one row for each action. What no row allows is refused. */
export const accessRules = {
  read: rule(everyone),
  readProposals: rule(reviewers),
  propose: rule(writers),
  revise: rule(writers, { whose: 'own', states: ['DRAFT'] }),
  submit: rule(writers, { whose: 'own', states: ['DRAFT'] }),
  withdraw: rule(writers, { whose: 'own', states: ['DRAFT', 'SUBMITTED', 'IN_REVIEW'] }),
  comment: rule(people),
  startReview: rule(reviewers, { whose: 'others', states: ['SUBMITTED'], recuses: true }),
  releaseReview: rule(reviewers, { whose: 'others', states: ['IN_REVIEW'] }),
  accept: rule(reviewers, { whose: 'others', states: ['IN_REVIEW'], recuses: true }),
  reject: rule(reviewers, { whose: 'others', states: ['IN_REVIEW'], recuses: true }),
  recordNotice: rule([...reviewers, 'SERVICE']),
  settleNeed: rule(reviewers),
  mergeDuplicates: rule(reviewers),
  importReferences: rule(writers),
  createOwnKey: rule(people),
  revokeOwnKey: rule(people, { whose: 'own' }),
  manageKeys: rule(['ADMIN']),
} as const satisfies Readonly<Record<string, AccessRule>>;

export type Action = keyof typeof accessRules;

export const actions: readonly Action[] = keysOf(accessRules);
