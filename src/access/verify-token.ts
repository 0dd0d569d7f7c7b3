import { isOneOf } from '../support/is-one-of.ts';
import { decodeJwt, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { isPlainText } from '../domain/attribute-schema.ts';
import { DomainError } from '../domain/errors.ts';
import { actions, type Action } from './access-rules.ts';
import { badCredential } from './bad-credential.ts';
import { issuerKeys, unavailable } from './issuer-keys.ts';
import { personRoles, type Authenticated } from './principal.ts';
import type { TokenIssuer } from './token-issuers.ts';

interface Trusted {
  readonly issuer: TokenIssuer;
  readonly keys: JWTVerifyGetKey;
}

/** How far clocks may differ, in seconds. */
const clockTolerance = 5;

/** Checks tokens of the issuers that are trusted. All refusals are the same. */
export function tokenVerifier(issuers: readonly TokenIssuer[]): (token: string) => Promise<Authenticated> {
  const trusted = new Map(issuers.map((issuer) => [issuer.issuer, { issuer, keys: issuerKeys(issuer) }]));
  return async (token) => {
    const found = trusted.get(claimedIssuer(token) ?? '');
    if (!found) throw badCredential();
    return principalOf(found.issuer, await verifiedClaims(token, found));
  };
}

/** Only to choose whose keys to check with: nothing of the token is believed before that. */
function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

async function verifiedClaims(token: string, { issuer, keys }: Trusted): Promise<JWTPayload> {
  const { algorithms, audience, typ, roleClaim, name } = issuer;
  const requiredClaims = ['sub', 'exp', 'iat', roleClaim];
  try {
    const expected = { algorithms, issuer: issuer.issuer, audience, typ, requiredClaims, clockTolerance };
    // The greatest age makes `iat` be looked at: a token of tomorrow is refused.
    return (await jwtVerify(token, keys, { ...expected, maxTokenAge: '365d' })).payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw badCredential(error);
    if (error instanceof DomainError) throw error;
    // What is left is a key of the issuer that cannot be used, for example one that is too short.
    throw unavailable(name, error);
  }
}

function principalOf({ name: prefix, roleClaim }: TokenIssuer, claims: JWTPayload): Authenticated {
  const { sub, name, scope, conflicts } = claims;
  const role = claims[roleClaim];
  if (sub === undefined || sub === '' || sub.length > 255 || !isPlainText(sub)) throw badCredential();
  const who = { id: `${prefix}:${sub}`, name: typeof name === 'string' && name !== '' ? name.slice(0, 200) : sub };
  if (role === 'SERVICE') return { role, ...who, scopes: typeof scope === 'string' ? scopesIn(scope.split(' ')) : [] };
  if (!isOneOf(personRoles, role)) throw badCredential();
  return { role, ...who, conflicts: Array.isArray(conflicts) ? conflicts.map(String) : [] };
}

/** Scopes of other servers may stand beside ours. */
const scopesIn = (words: readonly string[]): readonly Action[] => actions.filter((action) => words.includes(action));
