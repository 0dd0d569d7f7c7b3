import { ID, Int } from 'type-graphql';
import type { ApiKey } from '../../access/api-keys.ts';
import { mostDays } from '../../access/own-keys.ts';
import { role } from '../../access/role.ts';
import { objectType } from '../analysis/object-type.ts';
import { orRefusal, payloadType } from '../curation/user-errors.ts';
import type { Given } from '../given.ts';
import type { OwnRoot, OwnRoots } from '../resolvers/own-roots.ts';
import { choiceEnum } from '../types/choice-enum.ts';

const keyType = objectType('ApiKey', 'An API key, without its secret.', {
  id: [ID, 'The part by which it is named.'],
  name: [String, 'The name that is shown of whoever acts with it.'],
  role: [choiceEnum(role), 'The role of whoever acts with it.'],
  createdAt: [String, 'When it was made: ISO 8601, UTC.'],
  expiresAt: [String, 'Until when it is good: ISO 8601, UTC.'],
  lastUsedAt: [String, 'When it was used last, a minute behind at most.', 'nullable'],
  revokedAt: [String, 'When it was revoked.', 'nullable'],
});

const createdType = objectType('CreatedKey', 'A new API key with its secret, which is shown this once.', {
  text: [String, 'The key: send it as "Authorization: Bearer …".'],
  key: [keyType, 'What can be seen of it later.'],
});

const createKeyRoot: OwnRoot<Given & { readonly days: number }> = {
  type: payloadType('CreateKeyPayload', { name: 'CreatedKey', type: createdType }),
  description: 'Makes a key for oneself, with one’s own role. Two requests make two keys.',
  given: [{ name: 'days', type: Int, defaultValue: 30, description: `How long it is good, 1 to ${mostDays} days.` }],
  resolve: ({ days }, { keys }) => orRefusal(() => keys.create(days)),
};

const revokeKeyRoot: OwnRoot = {
  type: payloadType('RevokeKeyPayload', { name: 'ApiKey', type: keyType }),
  description: 'Revokes a key of one’s own for ever.',
  given: [{ name: 'id', type: ID, description: 'The id of the key.' }],
  resolve: ({ id }, { keys }) => orRefusal<ApiKey>(() => keys.revoke(String(id))),
};

export const myKeysRoot: OwnRoot = {
  type: [keyType],
  description: 'Keys of one’s own, oldest first, those that are no longer good among them.',
  given: [],
  resolve: (_, { keys }) => keys.list(),
};

export const accessMutations: OwnRoots = { createKey: createKeyRoot, revokeKey: revokeKeyRoot };
