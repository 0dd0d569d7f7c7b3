import { v7 } from 'uuid';
import { Curation } from '../../curation/curation.ts';
import { checkedKey, checkedReason } from '../../curation/checked-words.ts';
import type { RequestContext } from '../request-context.ts';
import type { Given } from '../given.ts';
import type { DynamicArgument } from '../types/dynamic-type.ts';

/** The verbs, for the store of the request. */
export const curationOf = ({ store }: RequestContext): Curation =>
  new Curation({ store, newId: () => v7(), now: () => new Date().toISOString() });

export const keyArgument: DynamicArgument = {
  name: 'idempotencyKey',
  type: String,
  description: 'A word of your own for this request, 8 to 200 characters: repeated with it, it has one effect.',
};

export const dryRunArgument: DynamicArgument = {
  name: 'dryRun',
  type: Boolean,
  defaultValue: false,
  description: 'Tell what would come of it, and do nothing.',
};

/** Who asks, and by which key. */
export const askedBy = ({ principal }: RequestContext, { idempotencyKey }: Given) => ({
  principal,
  idempotencyKey: checkedKey(idempotencyKey),
});

/** The reason that was given; null where none was. */
export const whyOf = ({ why }: Given): string | null => checkedReason(why);
