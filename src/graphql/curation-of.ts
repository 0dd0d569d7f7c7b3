import { ArgsType, Field } from 'type-graphql';
import { v7 } from 'uuid';
import { checkedKey, checkedReason } from '../curation/requests/checked-arguments.ts';
import { Curation } from '../curation/curation.ts';
import type { RequestContext } from './request-context.ts';

/** The verbs, for the store of the request. */
export const curationOf = ({ store }: RequestContext): Curation =>
  new Curation({ store, newId: () => v7(), now: () => new Date().toISOString() });

/** How the key of a mutation that may be repeated is described. */
export const keyArgument = {
  description: 'A word of your own for this request, 8 to 200 characters: repeated with it, it has one effect.',
};

@ArgsType()
export class KeyArguments {
  @Field(() => String, keyArgument)
  readonly idempotencyKey!: string;
}

@ArgsType()
export class DryRunArguments {
  @Field(() => Boolean, { nullable: true, description: 'Tell what would come of it, and do nothing.' })
  readonly dryRun: boolean = false;
}

/** Who asks, and by which key. */
export const requestBy = ({ principal }: RequestContext, { idempotencyKey }: KeyArguments) => ({
  principal,
  idempotencyKey: checkedKey(idempotencyKey),
});

/** The reason that was given; null where none was. */
export const whyOf = (why: string | null | undefined): string | null => checkedReason(why);
