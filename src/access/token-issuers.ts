import { z } from 'zod';

/** Signatures by private keys only: a shared secret would let whoever checks tokens also make them. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Keys that come over the open net in clear could be anybody's. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}

const tokenIssuer = z.strictObject({
  /** Goes before `sub` in the ids of principals: `<name>:<sub>`. */
  name: z.string().regex(/^[a-z0-9-]{1,40}$/u),
  /** The `iss` claim, to the letter. */
  issuer: z.string().min(1),
  /** What must be among the `aud` claim. */
  audience: z.string().min(1),
  /** Where its public keys are: https, or http on this machine. */
  jwks: z.string().refine(isSafe),
  algorithms: z.array(z.enum(algorithms)).min(1).default(['RS256']),
  /** The `typ` header, as `JWT` or `at+jwt`. */
  typ: z.string().min(1).default('JWT'),
  /** The claim that holds the role; a SERVICE has its scopes in `scope`. */
  roleClaim: z.string().min(1).default('role'),
});

/** An issuer whose tokens are taken. */
export type TokenIssuer = z.infer<typeof tokenIssuer>;

const allDiffer = (values: readonly string[]) => new Set(values).size === values.length;

export const tokenIssuers = z
  .array(tokenIssuer)
  .max(10)
  .refine((issuers) => allDiffer(issuers.map(({ name }) => name)) && allDiffer(issuers.map(({ issuer }) => issuer)));
