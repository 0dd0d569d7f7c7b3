import { Field, ID, ObjectType } from 'type-graphql';
import { role } from '../../access/role.ts';
import { choiceEnum } from '../model/choice-enum.ts';

const roleEnum = choiceEnum(role);

@ObjectType({ description: 'An API key, without its secret.', simpleResolvers: true })
export class ApiKey {
  @Field(() => ID, { description: 'The part by which it is named.' })
  readonly id!: string;

  @Field(() => String, { description: 'The name that is shown of whoever acts with it.' })
  readonly name!: string;

  @Field(() => roleEnum, { description: 'The role of whoever acts with it.' })
  readonly role!: string;

  @Field(() => String, { description: 'When it was made: ISO 8601, UTC.' })
  readonly createdAt!: string;

  @Field(() => String, { description: 'Until when it is good: ISO 8601, UTC.' })
  readonly expiresAt!: string;

  @Field(() => String, { nullable: true, description: 'When it was used last, a minute behind at most.' })
  readonly lastUsedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'When it was revoked.' })
  readonly revokedAt!: string | null;
}

@ObjectType({ description: 'A new API key with its secret, which is shown this once.', simpleResolvers: true })
export class CreatedKey {
  @Field(() => String, { description: 'The key: send it as "Authorization: Bearer …".' })
  readonly text!: string;

  @Field(() => ApiKey, { description: 'What can be seen of it later.' })
  readonly key!: ApiKey;
}
