import { keysOf } from '../../support/keys-of.ts';
import type { Model } from '../../domain/model.ts';
import { DraftChange, type CheckedChange } from '../drafts/draft-change.ts';
import type { MutationContext } from '../requests/mutation-context.ts';
import { addFinding } from './add-finding.ts';
import { addSource } from './add-source.ts';
import { addStudy } from './add-study.ts';
import { assess } from './assess.ts';
import type { InputOf } from './field.ts';
import { judgeRiskOfBias } from './judge-risk-of-bias.ts';
import { link } from './link.ts';
import { linkStudy } from './link-study.ts';
import { proposeClaim } from './propose-claim.ts';
import type { Verb } from './verb.ts';

/** Every way to propose something new. A new one is a file and a line here. */
export const verbs = {
  linkStudy,
  addSource,
  addStudy,
  addFinding,
  proposeClaim,
  link,
  assess,
  judgeRiskOfBias,
} as const;

export type VerbName = keyof typeof verbs;
export type VerbInput<Name extends VerbName> = InputOf<(typeof verbs)[Name]['fields']>;

export const verbNames: readonly VerbName[] = keysOf(verbs);

/** A verb whatever it takes. */
export const verbNamed = (name: VerbName): Verb => verbs[name];

/** The change that a verb makes of its input. */
export interface Drafted extends CheckedChange {
  readonly verb: string;
  /** The entry that it is mainly about. */
  readonly subject: string;
}

/** What a verb adds and connects, or `VALIDATION_FAILED` with the path of every wrong field. */
export function drafted<Name extends VerbName>(
  model: Model,
  name: Name,
  input: VerbInput<Name>,
  context: MutationContext,
): Drafted {
  const change = new DraftChange(model, context);
  const subject = verbNamed(name).draft(change, input);
  return { ...change.checked(), verb: name, subject };
}
