import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import type { TokenIssuer } from '../../src/access/token-issuers.ts';

/** An issuer of tokens on this machine: its key set can be had by HTTP, as long as it is well. */
export interface IssuerServer {
  readonly issuer: TokenIssuer;
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
  /** How often its keys were asked for. */
  asked: number;
  /** What it answers with. */
  status: number;
  body: string | undefined;
  token(claims?: JWTPayload, header?: Record<string, string>, key?: CryptoKey | Uint8Array): Promise<string>;
  close(): Promise<void>;
}

export const claimsNow = (): JWTPayload => {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: 'https://issuer.example',
    aud: 'evidence-graph',
    sub: '0000-0001',
    iat: now,
    exp: now + 300,
    role: 'REVIEWER',
    name: 'Ann',
  };
};

export async function issuerServer(more: Partial<TokenIssuer> = {}): Promise<IssuerServer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', use: 'sig' }] });
  const server = createServer((_, response) => {
    self.asked += 1;
    response.writeHead(self.status, { 'content-type': 'application/json' }).end(self.body ?? keys);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const self: IssuerServer = {
    issuer: {
      name: 'orcid',
      issuer: 'https://issuer.example',
      audience: 'evidence-graph',
      jwks: `http://127.0.0.1:${port}/keys`,
      algorithms: ['RS256'],
      typ: 'JWT',
      roleClaim: 'role',
      ...more,
    },
    publicKey,
    privateKey,
    asked: 0,
    status: 200,
    body: undefined,
    token: (claims = claimsNow(), header = {}, key = privateKey) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one', typ: 'JWT', ...header }).sign(key),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return self;
}
