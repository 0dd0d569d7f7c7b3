import type { Store } from '../store/store.ts';
import { badCredential } from './bad-credential.ts';
import { looksLikeKey } from './key-text.ts';
import { anonymous, type Authenticated, type Principal } from './principal.ts';
import type { TokenIssuer } from './token-issuers.ts';
import { keyVerifier } from './verify-key.ts';

/** How credentials are checked. */
export interface AccessOptions {
  /** The secret that digests of API keys are made with; undefined: there are no keys. */
  readonly keyPepper: string | undefined;
  readonly issuers: readonly TokenIssuer[];
}

/** Whoever asks, by the values of all `Authorization` headers of a request: none is anonymous, a bad one is refused. */
export type Authenticate = (authorizations: readonly string[]) => Promise<Principal>;

export function authenticator(
  store: Store,
  { keyPepper, issuers }: AccessOptions,
  now: () => Date = () => new Date(),
): Authenticate {
  const verifyKey = keyVerifier({ store, pepper: keyPepper, now });
  const verifyToken = lazyTokenVerifier(issuers);
  return async (authorizations) => {
    const [header, ...more] = authorizations;
    if (header === undefined) return anonymous;
    const credential = /^Bearer +([\w.~+/-]+=*) *$/iu.exec(header)?.[1];
    // Two credentials may be of two people, and nobody can tell which is meant.
    if (credential === undefined || more.length > 0) throw badCredential();
    return looksLikeKey(credential) ? verifyKey(credential) : verifyToken(credential);
  };
}

/** What checks signatures is loaded with the first token; where no issuer is trusted, none is good. */
function lazyTokenVerifier(issuers: readonly TokenIssuer[]): (token: string) => Promise<Authenticated> {
  let verifier: Promise<(token: string) => Promise<Authenticated>> | undefined;
  return async (token) => {
    if (issuers.length === 0) throw badCredential();
    verifier ??= import('./verify-token.ts').then(({ tokenVerifier }) => tokenVerifier(issuers));
    return (await verifier)(token);
  };
}
