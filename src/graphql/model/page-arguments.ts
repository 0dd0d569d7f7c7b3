import { ArgsType, Field, Int } from 'type-graphql';

/** `first` and `after`, as every list takes them. Sizes and cursors are checked when the read is planned. */
@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true, description: 'Page size, 1 to 100.' })
  readonly first: number = 20;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge seen.' })
  readonly after?: string | null;
}
