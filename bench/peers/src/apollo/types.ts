import { createUnionType, Field, ID, ObjectType } from 'type-graphql';

@ObjectType()
export class EvidenceSource {
  @Field(() => ID) id!: string;
  @Field() kind!: string;
  @Field(() => String, { nullable: true }) title!: string | null;
  @Field(() => String, { nullable: true }) issued!: string | null;
}

@ObjectType()
export class Finding {
  @Field(() => ID) id!: string;
  @Field() kind!: string;
  @Field() text!: string;
  @Field(() => String, { nullable: true }) period!: string | null;
}

@ObjectType()
export class Claim {
  @Field(() => ID) id!: string;
  @Field() text!: string;
  @Field() type!: string;
}

@ObjectType()
export class Conclusion {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true }) ordinal!: string | null;
  @Field() text!: string;
}

@ObjectType()
export class Recommendation {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true }) ordinal!: string | null;
  @Field() text!: string;
}

@ObjectType()
export class Topic {
  @Field(() => ID) id!: string;
  @Field() name!: string;
}

const types = { Conclusion, Claim, Finding };

export const Basis = createUnionType({
  name: 'Basis',
  types: () => [Conclusion, Claim, Finding] as const,
  resolveType: (value) => types[(value as unknown as { __typename: keyof typeof types }).__typename],
});
