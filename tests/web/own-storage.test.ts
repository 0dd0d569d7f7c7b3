import { beforeEach, expect, it, vi } from 'vitest';
import { ownStorage } from '../../src/web/playground/own-storage.ts';

/** What of the browser's storage is asked for: what is stored is a property of its own. */
class StoredTexts {
  [key: string]: unknown;
  getItem(key: string) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }
  setItem(key: string, value: string) {
    this[key] = value;
  }
  removeItem(key: string) {
    delete this[key];
  }
}

const texts = () => Object.fromEntries(Object.entries(stored));

let stored: StoredTexts;
beforeEach(() => {
  stored = new StoredTexts();
  vi.stubGlobal('localStorage', stored);
});

const headers = '{"Authorization": "Bearer evk_secret"}';
const history = { queries: [{ query: '{ a }', variables: '{}', headers }, { query: '{ b }' }] };
const historyWithout = { queries: [{ query: '{ a }', variables: '{}', headers: null }, { query: '{ b }' }] };

it('stores under its name', () => {
  ownStorage('ours').setItem('graphiql:query', '{ a }');
  expect(texts()).toEqual({ 'ours:graphiql:query': '{ a }' });
});

it.each([
  ['graphiql:queries', history, historyWithout],
  ['graphiql:favorites', { favorites: history.queries }, { favorites: historyWithout.queries }],
  ['graphiql:tabState', { tabs: [{ title: 'One', headers }] }, { tabs: [{ title: 'One', headers: null }] }],
  ['anything', [[{ headers: { Authorization: 'Bearer evk_secret' } }]], [[{ headers: null }]]],
])('stores %s without headers', (key, given, kept) => {
  ownStorage('ours').setItem(key, JSON.stringify(given));
  expect(texts()).toEqual({ [`ours:${key}`]: JSON.stringify(kept) });
});

it('stores nothing where the key says that the value is headers, and removes what was there', () => {
  const storage = ownStorage('ours');
  stored.setItem('ours:graphiql:headers', headers);
  storage.setItem('graphiql:headers', headers);
  expect(texts()).toEqual({});
});

it('leaves a text as it is that holds no headers', () => {
  const texts = ['{\n  "id": "claim:x"\n}', 'query Headers { headers: nodes { id } }', '"headers"', 'null', ''];
  for (const text of texts) {
    ownStorage('ours').setItem('graphiql:variables', text);
    expect(stored.getItem('ours:graphiql:variables')).toBe(text);
  }
});

it('removes the headers that an earlier version stored, and leaves what is not its own', () => {
  stored.setItem('ours:graphiql:queries', JSON.stringify(history));
  stored.setItem('ours:graphiql:headers', headers);
  stored.setItem('graphiql:headers', headers);
  ownStorage('ours');
  expect(texts()).toEqual({
    'ours:graphiql:queries': JSON.stringify(historyWithout),
    'graphiql:headers': headers,
  });
});
