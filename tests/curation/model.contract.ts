import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { verifyHistory } from '../../src/analysis/audit/verify-history.ts';
import type { Store } from '../../src/store/store.ts';
import { curating } from './curating.ts';
import { begin, commands } from './review-commands.ts';
import { ReviewModel } from './review-model.ts';

export interface ModelRuns {
  /** An empty store. */
  open(): Promise<Store>;
  readonly runs: number;
  /** Where there are too few runs for chance to meet everything: where those begin that are known to. */
  readonly seed?: number;
  readonly mostCommands: number;
}

const wantedOutcomes = [
  'link done',
  'draft done',
  'submit done',
  'startReview done',
  'accept done',
  'FORBIDDEN',
  'WRONG_STATE',
];
const notMet = (outcomes: ReadonlyMap<string, number>) => wantedOutcomes.filter((outcome) => !outcomes.has(outcome));

/** Whatever people do, in whatever order: curation does what a model of a few lines does. */
export function describeCurationModel({ open, runs, seed, mostCommands }: ModelRuns): void {
  it('does what the model does, whatever is asked in whatever order, and its history tells it', async () => {
    const outcomes = new Map<string, number>();
    const agreeing = fc.asyncProperty(
      fc.commands(commands, { maxCommands: mostCommands, size: 'max' }),
      async (some) => {
        const store = await open();
        await begin(store);
        const real = { store, made: curating(store), ids: { proposals: [], notices: [] }, outcomes };
        await fc.asyncModelRun(() => ({ model: new ReviewModel(), real }), some);
        expect(await verifyHistory(store)).toMatchObject({ broken: null, replayed: { differing: 0 } });
        await store.close();
      },
    );
    // Chance may leave an outcome out of one round, most easily an acceptance, which takes four steps in their order.
    for (let round = 0; round === 0 || (round < 10 && notMet(outcomes).length > 0); round++)
      await fc.assert(agreeing, {
        numRuns: runs,
        endOnFailure: true,
        ...(seed !== undefined && { seed: seed + round }),
      });
    expect(notMet(outcomes)).toEqual([]);
  }, 600_000);
}
