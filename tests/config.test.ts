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
