/** What serving needs of a store, under the name that the outer rooms know it by. */
export type { Store as EvidenceStore } from '../store/store.ts';
