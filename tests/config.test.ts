import { expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

it('has two workers and ten seconds for a request, where nothing else is set', () => {
  expect(readConfig({})).toMatchObject({ mostWorkers: 2, requestTimeout: 10_000 });
  expect(readConfig({ WORKERS: '0', REQUEST_TIMEOUT: '1' })).toMatchObject({ mostWorkers: 0, requestTimeout: 1_000 });
  expect(readConfig({ WORKERS: '16', REQUEST_TIMEOUT: '600' })).toMatchObject({
    mostWorkers: 16,
    requestTimeout: 600_000,
  });
});

it('refuses an access log whose lines would not be written', () => {
  expect(readConfig({}).accessLog).toBe(false);
  expect(readConfig({ ACCESS_LOG: 'on' }).accessLog).toBe(true);
  expect(() => readConfig({ ACCESS_LOG: 'on', LOG_LEVEL: 'warn' })).toThrow(
    'ACCESS_LOG is on: LOG_LEVEL must be info, debug or trace, as its lines are not written at warn.',
  );
});

it.each(['17', '-1', '2.5', 'two'])('refuses %s workers', (WORKERS) => {
  expect(() => readConfig({ WORKERS })).toThrow(
    `WORKERS must be a whole number from 0 to 16, got ${JSON.stringify(WORKERS)}.`,
  );
});

it.each(['0', '601', '1.5', '10s'])('refuses %s as the time of a request', (REQUEST_TIMEOUT) => {
  expect(() => readConfig({ REQUEST_TIMEOUT })).toThrow(
    `REQUEST_TIMEOUT must be a whole number of seconds from 1 to 600, got ${JSON.stringify(REQUEST_TIMEOUT)}.`,
  );
});

it('believes no proxy, limits nobody and stands at the top, where nothing else is set', () => {
  expect(readConfig({})).toMatchObject({ trustedProxies: [], rateLimit: undefined, queueLength: 500, basePath: '' });
  expect(
    readConfig({
      TRUST_PROXY: '10.0.0.0/8, loopback,fd00::/8',
      RATE_LIMIT: '600',
      QUEUE_LENGTH: '20',
      BASE_PATH: '/a/b/',
    }),
  ).toMatchObject({
    trustedProxies: ['10.0.0.0/8', 'loopback', 'fd00::/8'],
    rateLimit: 600,
    queueLength: 20,
    basePath: '/a/b',
  });
  expect(readConfig({ TRUST_PROXY: 'off', RATE_LIMIT: '0', BASE_PATH: '/' })).toMatchObject({
    trustedProxies: [],
    rateLimit: undefined,
    basePath: '',
  });
});

it.each(['everybody', '0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0/8', '1', 'true'])(
  'trusts no proxy %j',
  (TRUST_PROXY) => {
    expect(() => readConfig({ TRUST_PROXY })).toThrow(
      `TRUST_PROXY must be off, or addresses and networks of proxies such as 10.0.0.0/8 (not of everybody) or loopback, linklocal, uniquelocal, parted by commas, got ${JSON.stringify(TRUST_PROXY)}.`,
    );
  },
);

it.each(['evidence', '/a b', '//a', '/..', '/a/../b', 'https://example.org/a'])('stands below no %j', (BASE_PATH) => {
  expect(() => readConfig({ BASE_PATH })).toThrow(
    `BASE_PATH must be a path such as /evidence, got ${JSON.stringify(BASE_PATH)}.`,
  );
});

it('stands below none of its own paths', () => {
  expect(() => readConfig({ BASE_PATH: '/graphql/v1' })).toThrow(
    'BASE_PATH must not begin with /graphql, which the server serves itself, got "/graphql/v1".',
  );
});

it.each(['-1', '1.5', '1000001'])('limits nobody to %s', (RATE_LIMIT) => {
  expect(() => readConfig({ RATE_LIMIT })).toThrow('RATE_LIMIT must be a whole number of requests from 0');
});

it.each(['0', '10001'])('lets no %s wait', (QUEUE_LENGTH) => {
  expect(() => readConfig({ QUEUE_LENGTH })).toThrow('QUEUE_LENGTH must be a whole number of requests from 1 to 10000');
});
