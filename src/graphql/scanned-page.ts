import { Field, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Scanned } from '../analysis/scan-recommendations.ts';
import { pageEnd } from './page-end.ts';

/** What the description of every such page says. */
export const scannedPageDescription =
  'A page of recommendations that meet what was asked; they are computed, so there is no count.';

/** The fields of a page of recommendations that were computed, to be extended by the page of one type. */
export function ScannedPage<Item extends object>(itemType: ClassType<Item>) {
  @ObjectType({ simpleResolvers: true })
  abstract class Page {
    @Field(() => [itemType], { description: 'What was found, in the order of the recommendations.' })
    readonly nodes!: readonly Item[];

    @Field(() => Int, { description: 'Recommendations that were computed for this page.' })
    readonly examined!: number;

    @Field(() => Boolean, { description: 'Whether there are more to examine.' })
    readonly hasNextPage!: boolean;

    @Field(() => String, { nullable: true, description: 'Where to go on.' })
    readonly endCursor!: string | null;
  }
  return Page;
}

/** A page of recommendations that were computed, each as its GraphQL type reads it. */
export const toScannedPage = <Found, Item>(
  scope: string,
  { found, examined, next }: Scanned<Found>,
  toItem: (value: Found) => Item,
) => ({ nodes: found.map(({ value }) => toItem(value)), examined, ...pageEnd(scope, next) });
