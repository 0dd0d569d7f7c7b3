import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createKey, keyById, listKeys, noteUse, revokeKey, type NewKey } from '../../src/access/api-keys.ts';
import { authenticator } from '../../src/access/authenticator.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import type { Store } from '../../src/store/store.ts';

const pepper = 'a pepper that has at least thirty-two characters';
const at = '2026-01-01T00:00:00.000Z';
const operator = { by: 'tests', role: 'ADMIN', at };
const ann: NewKey = {
  owner: 'ann',
  name: 'Ann',
  role: 'REVIEWER',
  scopes: [],
  conflicts: ['topic:nets'],
  expiresAt: '2026-02-01T00:00:00.000Z',
};

let store: Store;
let now = new Date(at);
beforeAll(() => {
  store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
});
afterAll(() => store.close());

const authenticate = (text: string, keyPepper: string | undefined = pepper) =>
  authenticator(store, { keyPepper, issuers: [] }, () => now)([`Bearer ${text}`]);
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => ({ code: 'none', message: 'none' }),
    (reason: unknown) => reason as { code: string; message: string },
  );
  return [error.code, error.message];
};

describe('a key', () => {
  it('names its owner, with role and conflicts', async () => {
    const { text, key } = await createKey(store, pepper, ann, operator);
    expect(text).toMatch(/^evk_[0-9a-f]{16}_[\w-]{43}$/u);
    expect(await authenticate(text)).toEqual({ role: 'REVIEWER', id: 'ann', name: 'Ann', conflicts: ['topic:nets'] });
    expect(key).toEqual({
      ...ann,
      id: text.slice(4, 20),
      createdAt: at,
      createdBy: 'tests',
      lastUsedAt: null,
      revokedAt: null,
      revokedBy: null,
    });
  });

  it('of a service has its scopes', async () => {
    const wanted: NewKey = { ...ann, owner: 'notices', role: 'SERVICE', scopes: ['recordNotice'], conflicts: [] };
    const { text } = await createKey(store, pepper, wanted, operator);
    expect(await authenticate(text)).toEqual({ role: 'SERVICE', id: 'notices', name: 'Ann', scopes: ['recordNotice'] });
  });

  it('is kept as a digest only, in which neither the key nor its secret can be found', async () => {
    const { text, key } = await createKey(store, pepper, ann, operator);
    const kept = JSON.stringify(await store.record('api-key', key.id));
    expect(kept).toContain('digest');
    expect(kept).not.toContain(text.slice(21));
    expect(JSON.stringify(await keyById(store, key.id))).not.toContain('digest');
  });

  it('is refused in the same words where it is malformed, unknown, altered, expired, revoked or of another pepper', async () => {
    const { text } = await createKey(store, pepper, ann, operator);
    const revoked = await createKey(store, pepper, ann, operator);
    await revokeKey(store, revoked.key.id, operator);
    const other = await createKey(store, `other ${pepper}`, ann, operator);
    const expired = await createKey(store, pepper, { ...ann, expiresAt: '2026-01-01T00:00:00.001Z' }, operator);
    const swapped = (index: number) =>
      `${text.slice(0, index)}${text[index] === 'a' ? 'b' : 'a'}${text.slice(index + 1)}`;
    now = new Date('2026-01-01T00:00:00.001Z');
    const bad = {
      malformed: 'evk_1',
      short: text.slice(0, -1),
      long: `${text}A`,
      unknown: text.replace(/^evk_[0-9a-f]{16}/u, 'evk_0123456789abcdef'),
      alteredFirst: swapped(21),
      alteredLast: swapped(63),
      otherOwner: `${revoked.text.slice(0, 20)}${text.slice(20)}`,
      expired: expired.text,
      revoked: revoked.text,
      otherPepper: other.text,
    };
    const refusals = await Promise.all(Object.values(bad).map((each) => refusal(authenticate(each))));
    expect(new Set(refusals.map((each) => each.join()))).toEqual(
      new Set([
        'UNAUTHENTICATED,The credential is not valid: it is malformed, unknown, expired or revoked. Leave it out to read without a name.',
      ]),
    );
    expect((await refusal(authenticator(store, { keyPepper: undefined, issuers: [] })([`Bearer ${text}`])))[0]).toBe(
      'UNAUTHENTICATED',
    );
    expect(await authenticate(text)).toMatchObject({ id: 'ann' });
  });

  it.each([
    [{ owner: ' ' }, 'owner must say'],
    [{ name: '' }, 'name must have'],
    [{ role: 'SERVICE', conflicts: [] }, 'scopes must be given for the role SERVICE'],
    [{ scopes: ['accept'] }, 'scopes must be given for the role SERVICE'],
    [{ role: 'SERVICE', scopes: ['propose'] }, 'conflicts must be left out for the role SERVICE'],
    [{ expiresAt: at }, 'expiresAt must lie ahead'],
  ])('is not made with %j', async (more, message) => {
    const made = createKey(store, pepper, { ...ann, ...(more as Partial<NewKey>) }, operator);
    expect((await refusal(made))[1]).toContain(message);
  });

  it('is not made without a pepper', async () => {
    expect(await refusal(createKey(store, undefined, ann, operator))).toEqual([
      'CONFIGURATION',
      expect.stringContaining('KEY_PEPPER must be set') as string,
    ]);
  });
});

describe('the last use', () => {
  it('is noted at most once a minute, and never stands in the way', async () => {
    const { text, key } = await createKey(store, pepper, ann, operator);
    const lastUse = async () => (await keyById(store, key.id)).lastUsedAt;
    const one = authenticator(store, { keyPepper: pepper, issuers: [] }, () => now);
    const write = vi.spyOn(store, 'write');
    for (const [time, noted, writes] of [
      ['2026-01-01T00:01:00.000Z', '2026-01-01T00:01:00.000Z', 1],
      ['2026-01-01T00:01:59.999Z', '2026-01-01T00:01:00.000Z', 1],
      ['2026-01-01T00:02:00.000Z', '2026-01-01T00:02:00.000Z', 2],
    ] as const) {
      now = new Date(time);
      await Promise.all(Array.from({ length: 5 }, () => one([`Bearer ${text}`])));
      await vi.waitFor(async () => expect(await lastUse()).toBe(noted));
      expect(write).toHaveBeenCalledTimes(writes);
    }
    now = new Date('2026-01-01T00:05:00.000Z');
    write.mockRejectedValueOnce(new Error('no writes now'));
    expect(await one([`Bearer ${text}`])).toMatchObject({ id: 'ann' });
    write.mockRestore();
  });

  it('does not undo a revocation that comes at the same time', async () => {
    const { key } = await createKey(store, pepper, ann, operator);
    const later = '2026-01-01T01:00:00.000Z';
    await Promise.all([
      noteUse(store, key, later),
      revokeKey(store, key.id, { ...operator, at: later }),
      noteUse(store, key, later),
    ]);
    expect(await keyById(store, key.id)).toMatchObject({ revokedAt: later, revokedBy: 'tests', lastUsedAt: later });
  });
});

describe('a revocation', () => {
  it('is for ever, and the first one counts', async () => {
    const { key } = await createKey(store, pepper, ann, operator);
    await revokeKey(store, key.id, { ...operator, by: 'first' });
    expect(await revokeKey(store, key.id, { ...operator, by: 'second' })).toMatchObject({ revokedBy: 'first' });
    expect((await store.record('api-key', key.id))?.status).toBe('REVOKED');
    expect((await refusal(revokeKey(store, '0000000000000000', operator)))[0]).toBe('NOT_FOUND');
  });
});

it('lists keys by owner in pages, and touches nothing of the graph', async () => {
  for (const second of [1, 2, 3])
    await createKey(store, pepper, { ...ann, owner: 'zoe' }, { ...operator, at: `2026-01-01T00:00:0${second}.000Z` });
  const first = await listKeys(store, { owner: 'zoe', first: 2, after: null });
  const second = await listKeys(store, { owner: 'zoe', first: 2, after: first.next });
  expect([...first.keys, ...second.keys].map(({ createdAt }) => createdAt.slice(-5))).toEqual([
    '.000Z',
    '.000Z',
    '.000Z',
  ]);
  expect([first.keys.length, second.keys.length, second.next]).toEqual([2, 1, null]);
  expect((await store.ping()).graphVersion).toBe(0);
});
