import { EventEmitter } from 'node:events';
import { afterEach, expect, it, vi } from 'vitest';
import { stopAtSignals } from '../../src/http/stop-signals.ts';

const events: string[] = [];
let end = () => {};
function listening(): void {
  events.length = 0;
  end = stopAtSignals({
    stop: (signal) => void events.push(`stop at ${signal}`),
    cutOff: () => void events.push('cut off'),
    log: { warn: (message) => void events.push(message) },
  });
}
/** Tells those who listen, and nobody else: no signal is sent. */
const come = (signal: NodeJS.Signals) => EventEmitter.prototype.emit.call(process, signal, signal);

afterEach(() => {
  end();
  vi.restoreAllMocks();
});

it('stops at the first signal, and a second SIGTERM says that this goes on', () => {
  listening();
  come('SIGTERM');
  come('SIGTERM');
  expect(events).toEqual([
    'stop at SIGTERM',
    'SIGTERM came again: still stopping, without the loss of an answer. SIGINT cuts off what is left.',
  ]);
});

it('cuts off what is under way at a second SIGINT, but not at the echo of the first', () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  listening();
  come('SIGINT');
  now = 20;
  come('SIGINT');
  expect(events).toEqual(['stop at SIGINT']);
  now = 3_000;
  come('SIGINT');
  expect(events).toEqual(['stop at SIGINT', 'SIGINT came again: what is under way is cut off.', 'cut off']);
});

it('listens no more once it has stopped', () => {
  const before = process.listenerCount('SIGTERM');
  listening();
  expect(process.listenerCount('SIGTERM')).toBe(before + 1);
  end();
  expect(process.listenerCount('SIGTERM')).toBe(before);
});
