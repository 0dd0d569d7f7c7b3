import { DomainError, invalidArgument } from '../../domain/errors.ts';
import { isRecord } from '../../support/is-record.ts';
import { operationId } from './operation-manifest.ts';

/** What a request asks for, before anything of it is known to be well-formed. */
export interface RequestedOperation {
  readonly query?: unknown;
  readonly extensions?: unknown;
}

/**
 * Refuses a hash that is none or that is not of the text beside it, which Apollo Server would take for a failure of its
 * own, and any text where only listed operations are answered. What else is wrong Apollo Server tells itself.
 */
export function assertAccepted({ query, extensions }: RequestedOperation, listedOnly: boolean): void {
  if (listedOnly && typeof query === 'string') throw onlyListed();
  const persisted = isRecord(extensions) ? extensions['persistedQuery'] : undefined;
  if (!persisted) return;
  const { version, sha256Hash: hash } = isRecord(persisted) ? persisted : {};
  if (version !== 1)
    throw invalidArgument('extensions.persistedQuery.version', 'The version of a persisted query must be 1.');
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/u.test(hash))
    throw invalidHash('must be a SHA-256: 64 hexadecimal digits, in small letters.');
  if (typeof query === 'string' && operationId(query) !== hash)
    throw invalidHash('must be the SHA-256 of the query that is sent with it.');
}

const onlyListed = () =>
  new DomainError(
    'PERSISTED_QUERY_ONLY',
    'This server answers listed operations only: send extensions.persistedQuery with version 1 and the sha256Hash of one, and no query.',
  );

const invalidHash = (must: string) =>
  invalidArgument('extensions.persistedQuery.sha256Hash', `The hash of a persisted query ${must}`);
