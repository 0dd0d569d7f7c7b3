import { once } from 'node:events';
import { abortError } from '../../src/domain/errors.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { answerRequests } from '../../src/http/workers/answer-requests.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import type { Store } from '../../src/store/store.ts';

/*
 * A worker over an empty store, which does as the id says that is asked for: a statement may take a minute and hold the
 * process, an answer may wait a minute and heed its signal, a computation may take more memory than there is.
 */
const minute = 60_000;

const actions: Readonly<Record<string, (signal: AbortSignal | undefined) => unknown>> = {
  'claim:holds': () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, minute),
  'claim:waits': async (signal) => {
    if (!signal) return;
    const timer = setTimeout(() => undefined, minute);
    if (!signal.aborted) await once(signal, 'abort');
    clearTimeout(timer);
    throw abortError(signal);
  },
  'claim:hoards': () => {
    const hoard: unknown[] = [];
    for (;;) hoard.push(Array.from({ length: 1_000 }, (_, index) => `${hoard.length} ${index}`));
  },
};

const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
const render: Store['render'] = async (request, signal) => {
  for (const root of Object.values(request.plan.roots))
    for (const id of root.by === 'ids' ? root.ids : []) await actions[id]?.(signal);
  return store.render(request, signal);
};
if (process.env['CANNOT_START'] !== undefined) process.exit(1);
await answerRequests({
  store: new Proxy(store, {
    get: (target, name) => {
      const value: unknown = name === 'render' ? render : Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  }),
  keyPepper: undefined,
});
process.exit();
