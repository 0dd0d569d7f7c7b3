import { readFile } from 'node:fs/promises';
import { v7 } from 'uuid';
import { authenticator } from '../access/authenticator.ts';
import { looksLikeKey } from '../access/key-text.ts';
import type { Principal } from '../access/principal.ts';
import { Curation } from '../curation/curation.ts';
import { DomainError } from '../domain/errors.ts';
import type { CommandContext } from './command-context.ts';
import type { Opened } from './opened-store.ts';

/** Says which credential a command acts with: never on the command line, where others would read it. */
export const keyFileOption = ['--key-file <file>', 'a file that holds your key; left out: EVIDENCE_GRAPH_KEY'] as const;

export const idempotencyKeyOption = [
  '--idempotency-key <word>',
  'a word of your own: repeated with it, the command has one effect',
] as const;

export interface SignedIn {
  readonly principal: Principal;
  readonly curation: Curation;
  readonly store: Opened;
}

/** Works with the verbs as whoever the key is of, by the same rules as over GraphQL. */
export async function signedIn<Value>(
  context: CommandContext,
  keyFile: string | undefined,
  work: (signed: SignedIn) => Promise<Value>,
): Promise<Value> {
  const { credential, keyPepper, issuers } = context.config();
  const key = keyFile === undefined ? credential : await keyIn(keyFile);
  if (key === undefined)
    throw new DomainError(
      'UNAUTHENTICATED',
      'EVIDENCE_GRAPH_KEY or --key-file must give your key: see evidence-graph keys --help.',
    );
  if (keyPepper === undefined && looksLikeKey(key))
    throw new DomainError(
      'CONFIGURATION',
      'KEY_PEPPER must be set, to the secret that the key was made with: without it no key can be checked.',
    );
  return context.withStore(async (store) => {
    const principal = await authenticator(store, { keyPepper, issuers })([`Bearer ${key}`]).catch(rejectKey);
    const curation = new Curation({ store, newId: () => v7(), now: () => new Date().toISOString() });
    return work({ principal, curation, store });
  });
}

/** Over HTTP one may leave a bad credential out and read; here there is nothing to do without one. */
function rejectKey(error: unknown): never {
  if (!(error instanceof DomainError) || error.code !== 'UNAUTHENTICATED') throw error;
  throw new DomainError(
    'UNAUTHENTICATED',
    'The credential is not valid: it is malformed, unknown, expired or revoked, or KEY_PEPPER is another one than it was made with.',
    { cause: error },
  );
}

async function keyIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    throw new DomainError('NOT_FOUND', `--key-file must be a file that can be read; got ${JSON.stringify(file)}.`, {
      cause,
    });
  }
}
