import { randomUUID } from 'node:crypto';
import { countedRounds } from '../../tools/counted-rounds.ts';
import { builtCuration, openBuiltStore, type BuiltStore } from '../load/built-store.ts';
import { warmed } from '../measure/warmed.ts';
import { tell } from '../report/progress.ts';
import { onEachEngine } from '../servers/own-engine.ts';
import type { Engine } from '../servers/variant.ts';
import { claimId, claimsChange, textAbout } from './claims-change.ts';
import { paceOf, studyLink, writeStorm, type Pace, type StormFigures } from './write-storm.ts';

/** How fast people's writes are taken, on one engine, and what their helpers take. */
export interface WriteFigures extends StormFigures {
  readonly engine: Engine;
  readonly writers: number;
  /** Round trips to the store of one `linkStudy`. */
  readonly rounds: number;
  /** Claims that are in the store, and how fast some of them are suggested for a text. */
  readonly claims: number;
  readonly suggestions: Pace;
}

const writers = 16;
const texts = 60;

/** The product in this process. */
export function writeFigures(quick: boolean): Promise<WriteFigures[]> {
  const size = quick ? { claims: 10_000, seconds: 3 } : { claims: 100_000, seconds: 15 };
  return onEachEngine((engine, settings) => measured(engine, settings, size));
}

interface Size {
  readonly claims: number;
  readonly seconds: number;
}

async function measured(
  engine: Engine,
  settings: Readonly<Record<string, string>>,
  { claims, seconds }: Size,
): Promise<WriteFigures> {
  const store = await openBuiltStore(settings);
  try {
    await store.write(claimsChange(claims));
    tell(`${engine}: ${claims} claims are there`);
    const curation = await curationOver(store);
    await warmed(() => writeStorm({ curation, writers: 1, seconds: seconds / 3, claims }));
    await warmed(() => writeStorm({ curation, writers, seconds: seconds / 3, claims }));
    const storm = await writeStorm({ curation, writers, seconds, claims });
    tell(`${engine}: ${storm.writes.perSecond.toFixed(0)} writes a second, p99 ${storm.writes.p99.toFixed(0)} ms`);
    const suggestions = await suggestionsOver(store, claims);
    return { engine, writers, claims, ...storm, rounds: await roundsOf(store), suggestions };
  } finally {
    await store.close();
  }
}

async function curationOver(store: BuiltStore) {
  const { Curation } = await builtCuration();
  return new Curation({ store, newId: randomUUID, now: () => new Date().toISOString() });
}

async function suggestionsOver(store: BuiltStore, claims: number): Promise<Pace> {
  const { suggestClaims } = await builtCuration();
  const took: number[] = [];
  await warmed(() => suggestClaims(store, textAbout(0), 10));
  for (let index = 0; index < texts; index += 1) {
    const text = textAbout(Math.floor((index * claims) / texts));
    const started = performance.now();
    const found = await suggestClaims(store, text, 10);
    if (found.length === 0) throw new Error('No claim is suggested for a text that shares a word with some.');
    took.push(performance.now() - started);
  }
  return paceOf(took, took.reduce((sum, each) => sum + each, 0) / 1000);
}

async function roundsOf(store: BuiltStore): Promise<number> {
  const counted = countedRounds(store);
  const curation = await curationOver(counted.store);
  const principal = { id: 'person:bench', name: 'bench', role: 'CONTRIBUTOR', conflicts: [] } as const;
  await curation.propose('linkStudy', studyLink(claimId(0)), { principal, idempotencyKey: randomUUID() });
  return counted.rounds();
}
