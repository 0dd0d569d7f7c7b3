import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import { DomainError } from '../domain/errors.ts';
import { textWithin } from '../support/text-within.ts';
import type { TokenIssuer } from './token-issuers.ts';

/** Longest wait for an issuer, and how long it is left alone after a failure and after an unknown key, in milliseconds. */
const [timeout, pauseAfterFailure, pauseAfterUnknown] = [3_000, 10_000, 30_000];

/**
 * The public keys of an issuer. Fetched when they are needed and kept for ten minutes; a key that is not among them makes
 * them be fetched again, at most once in 30 s. An issuer that fails is asked again after 10 s, and until then, nobody can
 * tell whether a token is good: that is `ISSUER_UNAVAILABLE`, and no fault of the token.
 */
export function issuerKeys({ name, jwks }: TokenIssuer): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL(jwks), {
    timeoutDuration: timeout,
    cooldownDuration: pauseAfterUnknown,
    [customFetch]: pausingFetch(),
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      throw unavailable(name, error);
    }
  };
}

/** Most that is read of an issuer's key set, in bytes. */
const largestKeySet = 1024 * 1024;

/** Fails at once for a while after a failure. */
function pausingFetch(): typeof fetch {
  let failed: { readonly until: number; readonly error: unknown } | undefined;
  return async (url, options) => {
    if (failed && Date.now() < failed.until) throw failed.error;
    failed = undefined;
    try {
      const response = await fetch(url, options);
      if (response.status !== 200) throw new Error(`The answer has the status ${response.status}.`);
      const body = await textWithin(response, largestKeySet);
      if (body === undefined) throw new Error(`The answer is longer than ${largestKeySet} bytes.`);
      // Made only to see that it can be: what is no key set is a failure too.
      createLocalJWKSet(JSON.parse(body) as JSONWebKeySet);
      return new Response(body, response);
    } catch (error) {
      failed = { until: Date.now() + pauseAfterFailure, error };
      throw error;
    }
  };
}

export const unavailable = (name: string, cause: unknown) =>
  new DomainError('ISSUER_UNAVAILABLE', `The keys of the issuer "${name}" cannot be had now: try again later.`, {
    cause,
  });
