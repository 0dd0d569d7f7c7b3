import { exportJWK, exportSPKI, generateKeyPair, importJWK, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tokenIssuers } from '../../src/access/token-issuers.ts';
import { tokenVerifier } from '../../src/access/verify-token.ts';
import { claimsNow, issuerServer, type IssuerServer } from './issuer-server.ts';

let server: IssuerServer;
let verify: ReturnType<typeof tokenVerifier>;
beforeEach(async () => {
  server = await issuerServer();
  verify = tokenVerifier([server.issuer]);
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

const codeOf = (token: string) =>
  verify(token).then(
    () => 'taken',
    (error: unknown) => (error as { code?: string }).code ?? error,
  );
const having = (more: JWTPayload) => server.token({ ...claimsNow(), ...more });
const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset;

/** The token with another payload and the old signature. */
async function tampered(): Promise<string> {
  const [header, , signature] = (await server.token()).split('.');
  const payload = Buffer.from(JSON.stringify({ ...claimsNow(), role: 'ADMIN' })).toString('base64url');
  return [header, payload, signature].join('.');
}

async function withoutClaim(name: string): Promise<string> {
  const { [name]: _, ...claims } = claimsNow();
  return server.token(claims);
}

describe('a token', () => {
  it('names its subject under the name of its issuer, with the role of its claim', async () => {
    expect(await verify(await server.token())).toEqual({
      role: 'REVIEWER',
      id: 'orcid:0000-0001',
      name: 'Ann',
      conflicts: [],
    });
    expect(
      await verify(await having({ name: undefined, conflicts: ['topic:nets'], aud: ['x', 'evidence-graph'] })),
    ).toEqual({
      role: 'REVIEWER',
      id: 'orcid:0000-0001',
      name: '0000-0001',
      conflicts: ['topic:nets'],
    });
    expect(await verify(await having({ role: 'SERVICE', scope: 'openid recordNotice propose' }))).toEqual({
      role: 'SERVICE',
      id: 'orcid:0000-0001',
      name: 'Ann',
      scopes: ['propose', 'recordNotice'],
    });
    expect(server.asked).toBe(1);
  });

  const forgeries: Readonly<Record<string, () => Promise<string> | string>> = {
    'no algorithm': () => new UnsecuredJWT(claimsNow()).encode(),
    'the public key as a shared secret': async () =>
      server.token(claimsNow(), { alg: 'HS256' }, new TextEncoder().encode(await exportSPKI(server.publicKey))),
    'an algorithm of the same key that is not listed': async () =>
      server.token(claimsNow(), { alg: 'PS256' }, await importJWK(await exportJWK(server.privateKey), 'PS256')),
    'a key of somebody else under a known name': async () => {
      const { privateKey } = await generateKeyPair('RS256');
      return server.token(claimsNow(), {}, privateKey);
    },
    'another issuer': () => having({ iss: 'https://issuer.example/' }),
    'another audience': () => having({ aud: 'someone-else' }),
    'another type': () => server.token(claimsNow(), { typ: 'at+jwt' }),
    expired: () => having({ exp: seconds(-6) }),
    'not yet valid': () => having({ nbf: seconds(30) }),
    'made tomorrow': () => having({ iat: seconds(86_400), exp: seconds(90_000) }),
    'an unknown key': () => server.token(claimsNow(), { kid: 'two' }),
    'a tampered payload': () => tampered(),
    'no subject': () => withoutClaim('sub'),
    'an empty subject': () => having({ sub: '' }),
    'no end': () => withoutClaim('exp'),
    'no time of issue': () => withoutClaim('iat'),
    'no role': () => withoutClaim('role'),
    'a role that is none': () => having({ role: 'OWNER' }),
    'the role of nobody': () => having({ role: 'ANONYMOUS' }),
    'several roles': () => having({ role: ['ADMIN'] }),
    'a cut signature': async () => (await server.token()).slice(0, -10),
    'no signature': async () => `${(await server.token()).split('.').slice(0, 2).join('.')}.`,
    nonsense: () => 'a.b.c',
  };

  it.each(Object.keys(forgeries))('is refused with %s', async (name) => {
    expect(await codeOf((await forgeries[name]?.()) ?? '')).toBe('UNAUTHENTICATED');
  });

  it('may be 5 s late or early, for clocks differ', async () => {
    expect(await codeOf(await having({ exp: seconds(-3) }))).toBe('taken');
    expect(await codeOf(await having({ nbf: seconds(3) }))).toBe('taken');
  });

  it('is of the issuer that it names, by the keys of that one', async () => {
    const other = await issuerServer({ name: 'other', issuer: 'https://other.example' });
    verify = tokenVerifier([server.issuer, other.issuer]);
    const claims = { ...claimsNow(), iss: 'https://other.example' };
    expect(await verify(await other.token(claims))).toMatchObject({ id: 'other:0000-0001' });
    expect(await codeOf(await server.token(claims))).toBe('UNAUTHENTICATED');
    await other.close();
  });
});

describe('the keys of an issuer', () => {
  it('are asked for once, and not again for each unknown key', async () => {
    await verify(await server.token());
    for (const kid of ['two', 'three', 'four'])
      expect(await codeOf(await server.token(claimsNow(), { kid }))).toBe('UNAUTHENTICATED');
    expect(server.asked).toBe(1);
    vi.useFakeTimers({ now: Date.now() + 31_000, toFake: ['Date'] });
    for (const kid of ['two', 'three']) await codeOf(await server.token(claimsNow(), { kid }));
    expect(server.asked).toBe(2);
  });

  it.each([
    ['an error', { status: 500 }],
    ['no JSON', { body: '<p>down</p>' }],
    ['no key set', { body: '{"keys": 1}' }],
    ['a redirection', { status: 302 }],
    ['more than 1 MiB', { body: `${' '.repeat(1024 * 1024)}{"keys": []}` }],
  ])('that answer with %s say nothing about the token, and are left alone for 10 s', async (_, failure) => {
    Object.assign(server, failure);
    const token = await server.token();
    for (let times = 0; times < 3; times += 1) expect(await codeOf(token)).toBe('ISSUER_UNAVAILABLE');
    expect(server.asked).toBe(1);
    Object.assign(server, { status: 200, body: undefined });
    expect(await codeOf(token)).toBe('ISSUER_UNAVAILABLE');
    vi.useFakeTimers({ now: Date.now() + 11_000, toFake: ['Date'] });
    expect(await codeOf(await server.token())).toBe('taken');
  });

  it('go on while they are known, though the issuer is gone', async () => {
    await verify(await server.token());
    await server.close();
    expect(await codeOf(await server.token())).toBe('taken');
    vi.useFakeTimers({ now: Date.now() + 11 * 60_000, toFake: ['Date'] });
    expect(await codeOf(await server.token())).toBe('ISSUER_UNAVAILABLE');
  });

  it('are not asked for on behalf of an issuer that nobody trusts', async () => {
    expect(await codeOf(await having({ iss: 'https://other.example' }))).toBe('UNAUTHENTICATED');
    expect(server.asked).toBe(0);
  });
});

describe('the setting of issuers', () => {
  const one = { name: 'orcid', issuer: 'https://i.example', audience: 'us', jwks: 'https://i.example/keys' };

  it('fills in what is common', () => {
    expect(tokenIssuers.parse([one])).toEqual([{ ...one, algorithms: ['RS256'], typ: 'JWT', roleClaim: 'role' }]);
  });

  it.each([
    [[{ ...one, jwks: 'http://i.example/keys' }]],
    [[{ ...one, jwks: 'keys.json' }]],
    [[{ ...one, algorithms: ['HS256'] }]],
    [[{ ...one, algorithms: ['none'] }]],
    [[{ ...one, algorithms: [] }]],
    [[{ ...one, name: 'A b' }]],
    [[{ ...one, secret: 'x' }]],
    [[one, { ...one, name: 'other' }]],
    [[one, { ...one, issuer: 'https://other.example' }]],
  ])('refuses %j', (issuers) => {
    expect(tokenIssuers.safeParse(issuers).success).toBe(false);
  });
});
