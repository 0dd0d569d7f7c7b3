import type { CurationOptions } from './curation-options.ts';
import type { KnowingMaking } from './draft-change.ts';
import { knowingSurvivors } from './merging/surviving.ts';

/** Makes something at this moment; what was merged away may be named by its id, and is taken as what stands for it. */
export const makingNow = <Result>(
  { store, newId, now }: CurationOptions,
  make: (making: KnowingMaking) => Promise<Result>,
): Promise<Result> => knowingSurvivors(store, (survivors) => make({ newId, at: now(), survivors }));
