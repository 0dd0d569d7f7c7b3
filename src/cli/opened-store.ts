import { openStore, type OpenOptions } from '../compose.ts';
import type { Config } from '../config.ts';

export type Opened = Awaited<ReturnType<typeof openStore>>;

/** Opens the store, works with it and closes it whatever happens. */
export async function compose<Value>(
  config: Config,
  work: (opened: Opened) => Promise<Value>,
  options?: OpenOptions,
): Promise<Value> {
  const store = await openStore(config, options);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
