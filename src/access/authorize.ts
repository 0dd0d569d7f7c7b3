import { DomainError } from '../domain/errors.ts';
import type { LifeCycleStatus } from '../domain/life-cycle.ts';
import { accessRules, actions, type AccessRule, type Action } from './access-rules.ts';
import { conflictsOf, authenticatedOrUndefined, type Authenticated, type Principal } from './principal.ts';
import type { Role } from './role.ts';

/** What an action is done to, as far as rules ask. */
export interface AccessObject {
  readonly owner: string;
  readonly status?: LifeCycleStatus;
  /** Ids of the topics that it is about. */
  readonly topics?: readonly string[];
}

/** Throws `UNAUTHENTICATED` or `FORBIDDEN`, saying what is needed, where the principal may not do the action. */
export function authorize(principal: Principal, action: Action, object?: AccessObject): void {
  const refusal = refusalOf(principal, action, object);
  if (refusal) throw refusal;
}

/** What keeps the principal from the action, by the table of rules; undefined where nothing does. */
export function refusalOf(principal: Principal, action: Action, object?: AccessObject): DomainError | undefined {
  const refusal = refusalOfRole(principal, action);
  if (refusal) return refusal;
  const rule: AccessRule = accessRules[action];
  const authenticated = authenticatedOrUndefined(principal);
  if (rule.whose !== 'any' && !object) throw new TypeError(`Whether one may ${action} depends on what it is done to.`);
  return authenticated && object && refusalOn(object, { authenticated, action, rule });
}

/** What keeps the principal from the action whatever it is done to: the role, or a scope that a service lacks. */
export function refusalOfRole(principal: Principal, action: Action): DomainError | undefined {
  const rule: AccessRule = accessRules[action];
  const authenticated = authenticatedOrUndefined(principal);
  if (!rule.roles.includes(principal.role))
    return authenticated ? wrongRole(action, rule, principal.role) : nameless(action, rule);
  if (authenticated?.role === 'SERVICE' && lacksScope(authenticated, action))
    return forbidden(
      `${action} takes the scope ${action}; this credential has ${listed(authenticated.scopes, 'and')}.`,
    );
  return undefined;
}

function refusalOn(
  { owner, status, topics = [] }: AccessObject,
  {
    authenticated,
    action,
    rule,
  }: { readonly authenticated: Authenticated; readonly action: Action; readonly rule: AccessRule },
): DomainError | undefined {
  const own = owner === authenticated.id;
  if (rule.whose === 'own' && !own) return forbidden(`${action} is for whoever made it.`);
  if (rule.whose === 'others' && own)
    return forbidden(`Nobody decides on their own submission: ${action} takes another ${listed(rule.roles, 'or')}.`);
  const conflict = rule.recuses && topics.find((topic) => conflictsOf(authenticated).includes(topic));
  if (typeof conflict === 'string')
    return forbidden(`A conflict of interest is declared on ${conflict}: ${action} takes somebody else.`);
  if (rule.states && !(status !== undefined && rule.states.includes(status)))
    return forbidden(`${action} takes the state ${listed(rule.states, 'or')}; this is ${status ?? 'in none'}.`);
  return undefined;
}

/** The actions that the principal may do to something, for whoever shows what can be done. */
export const allowedActions = (principal: Principal): readonly Action[] =>
  actions.filter((action) => {
    const { roles }: AccessRule = accessRules[action];
    return roles.includes(principal.role) && !lacksScope(principal, action);
  });

/** Reading takes no scope: whoever gives no name reads too. */
const lacksScope = (principal: Principal, action: Action) =>
  principal.role === 'SERVICE' && action !== 'read' && !principal.scopes.includes(action);

const wrongRole = (action: Action, { roles }: AccessRule, role: Role) =>
  forbidden(`${action} takes the role ${listed(roles, 'or')}; this credential has ${role}.`);

const nameless = (action: Action, { roles }: AccessRule) =>
  new DomainError(
    'UNAUTHENTICATED',
    `${action} takes the role ${listed(roles, 'or')}: send a key or a token as "Authorization: Bearer …".`,
  );

const forbidden = (message: string) => new DomainError('FORBIDDEN', message);

function listed(words: readonly string[], joiner: 'and' | 'or'): string {
  if (words.length === 0) return 'none';
  return words.length === 1 ? words.join() : `${words.slice(0, -1).join(', ')} ${joiner} ${words.at(-1)}`;
}
