import type { Store } from '../store.ts';
import { AliasStore } from './alias-store.ts';

/** The entry that stands for an id in the answers of a store; only an `AliasStore` answers with another one. */
export const standingFor = (store: Store, id: string): string =>
  store instanceof AliasStore ? store.standingFor(id) : id;

/** The same for several, each once. */
export const standingForAll = (store: Store, ids: readonly string[]): string[] => [
  ...new Set(ids.map((id) => standingFor(store, id))),
];
