import { DomainError } from '../../src/domain/errors.ts';
import type { Store } from '../../src/store/store.ts';

const mostAttempts = 8;

/**
 * A store whose reads are asked again where the database did not answer in time. One that has just started plans each new
 * question for seconds, on a busy machine for longer than the store waits; a client would ask again too. Writes are left
 * alone, and so is what is handed over in pieces.
 */
export const patientStore = (store: Store): Store =>
  new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const call = (...args: unknown[]): unknown => Reflect.apply(value, target, args);
      if (name === 'write' || name === 'close') return call;
      return (...args: unknown[]) => {
        const answer = call(...args);
        return answer instanceof Promise ? patiently(answer, () => call(...args)) : answer;
      };
    },
  });

async function patiently(first: Promise<unknown>, again: () => unknown): Promise<unknown> {
  let answer: unknown = first;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await answer;
    } catch (error) {
      const isLate = error instanceof DomainError && error.code === 'DATABASE_UNAVAILABLE';
      if (!isLate || attempt === mostAttempts) throw error;
      answer = again();
    }
  }
}
