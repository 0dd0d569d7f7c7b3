import { DomainError } from '../../domain/errors.ts';
import { isRefusal, isUnknownDatabase } from './errors.ts';

/** The address without anything that may be a secret. */
export function locationOf(uri: string): string {
  const [, scheme, host] = /^([a-z0-9+]+:\/\/)(?:[^/?#]*@)?([^/?#]+)/u.exec(uri) ?? [];
  if (scheme !== undefined && host !== undefined) return scheme + host;
  throw new DomainError(
    'CONFIGURATION',
    'NEO4J_URI must be an address such as bolt://localhost:7687 or neo4j+s://example.org.',
  );
}

/** Why a database could not be opened, by the setting that is to be checked. */
export function misconfigured(location: string, cause: unknown): DomainError {
  if (isRefusal(cause)) {
    return new DomainError(
      'CONFIGURATION',
      `The database at ${location} refuses the name or password: check NEO4J_USER and NEO4J_PASSWORD.`,
      { cause },
    );
  }
  if (isUnknownDatabase(cause)) {
    return new DomainError(
      'CONFIGURATION',
      `The server at ${location} has no database of the name asked for: check NEO4J_DATABASE.`,
      { cause },
    );
  }
  return new DomainError(
    'CONFIGURATION',
    `No database answers at ${location}: check NEO4J_URI, and that the server runs.`,
    { cause },
  );
}
