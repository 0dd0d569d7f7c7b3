import { ArgsType, Field, ID, Int } from 'type-graphql';
import { verbNamed, type VerbName } from '../../curation/verbs/verbs.ts';
import { keyArgument } from '../curation-of.ts';
import { PlainArgument } from '../model/plain-argument.ts';
import { entryChangesInput } from './entry-changes-input.ts';
import { verbInput } from './verb-input.ts';

/** How something is proposed, whatever it is. */
@ArgsType()
export class ProposeArguments {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is handed in for review at once; else it is a draft, which only its author sees.',
  })
  readonly submit: boolean = true;

  @Field(() => String, keyArgument)
  readonly idempotencyKey!: string;
}

@ArgsType()
export class RevisedEntry {
  @Field(() => ID, { description: 'The id of an accepted entry, or of one’s own draft.' })
  readonly id!: string;

  @Field(() => Int, { description: 'The version that was read: no other is changed.' })
  readonly expectedVersion!: number;
}

@ArgsType()
export class ReviseArguments {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a change of an accepted entry is handed in at once; else it is a draft. A draft stays one.',
  })
  readonly submit: boolean = true;

  @Field(() => String, keyArgument)
  readonly idempotencyKey!: string;
}

/** `input`, of the type that is made from the verb's table of fields. */
export const InputOf = (verb: VerbName) =>
  PlainArgument({ name: 'input', type: verbInput(verb), description: verbNamed(verb).about });

/** `changes`, of the type that is made from the kinds whose entries can be changed. */
export const EntryChanges = () =>
  PlainArgument({
    name: 'changes',
    type: [entryChangesInput()],
    description: 'What is to change; of an accepted entry, one item.',
  });
