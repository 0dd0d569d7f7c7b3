import { rowsOf } from '../../store/answered-nodes.ts';
import { DomainError } from '../../domain/errors.ts';
import type { ReadAnswer, ReadPlan, RootRead } from '../../store/read-plan.ts';
import type { Store } from '../../store/store.ts';
import { aliasesOf } from './aliases.ts';

/*
 * The id of an entry that was merged away answers with the entry that stands for it. What exists is found as before:
 * aliases are asked for only where something was not there, one statement for each step of a chain of merges.
 */

/** Merges of merges that are followed; a longer chain is none that people made. */
const longestChain = 20;

/** Which entry stands for an id, as far as it was found out; it notes what it is asked for. */
export interface Survivors {
  readonly of: (id: string) => string;
}

/** Of some ids those that were merged away, each with the entry that it was merged into. */
export type Aliases = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Does something with ids that were given; where one is not there, once more with what stands for it. */
export const knowingSurvivors = <Answer>(
  store: Store,
  work: (survivors: Survivors) => Promise<Answer>,
): Promise<Answer> => followingAliases((ids) => aliasesOf(store, ids), work);

/** The same where aliases are looked up together with those of others. */
export async function followingAliases<Answer>(
  aliases: Aliases,
  work: (survivors: Survivors) => Promise<Answer>,
): Promise<Answer> {
  const known = new Map<string, string>();
  const asked = new Set<string>();
  const of = (id: string): string => {
    const standing = standingFor(known, id);
    asked.add(standing);
    return standing;
  };
  for (let steps = 0; ; steps += 1) {
    try {
      return await work({ of });
    } catch (error) {
      if (!isAbsence(error) || steps === longestChain) throw error;
      const found = await aliases([...asked]);
      if (found.size === 0) throw error;
      for (const [id, survivor] of found) known.set(id, survivor);
      asked.clear();
    }
  }
}

function standingFor(known: ReadonlyMap<string, string>, id: string): string {
  let standing = id;
  for (let next = known.get(standing); next !== undefined; next = known.get(standing)) standing = next;
  return standing;
}

/** The same for a question that is answered with null where what it is about is not there. */
export async function askSurviving<Answer>(
  store: Store,
  ask: (survivors: Survivors) => Promise<Answer | null | undefined>,
): Promise<Answer | null> {
  const absence = new DomainError('NOT_FOUND', 'Nothing is there.');
  try {
    return await knowingSurvivors(store, async (survivors) => {
      const answer = await ask(survivors);
      if (answer === null || answer === undefined) throw absence;
      return answer;
    });
  } catch (error) {
    if (error === absence) return null;
    throw error;
  }
}

const isAbsence = (error: unknown) =>
  error instanceof DomainError && (error.code === 'NOT_FOUND' || error.code === 'DEPENDENCY_NOT_ACCEPTED');

/** Answers a plan; where a look-up by id comes back empty, once more with what stands for that id. */
export async function readSurviving(store: Store, plan: ReadPlan, signal?: AbortSignal): Promise<ReadAnswer> {
  return surviving(store, plan, {
    signal,
    ask: (asked) => store.read(asked, signal),
    absentIn: (asked, answer) => absentIds(asked, (root) => rowsOf(answer[root])),
  });
}

interface Surviving<Answer> {
  readonly signal: AbortSignal | undefined;
  readonly ask: (plan: ReadPlan) => Promise<Answer>;
  /** Ids of the plan that the answer has nothing for. */
  readonly absentIn: (plan: ReadPlan, answer: Answer) => readonly string[];
}

/** The same for an answer of any form. */
export async function surviving<Answer>(
  store: Store,
  plan: ReadPlan,
  { signal, ask, absentIn }: Surviving<Answer>,
): Promise<Answer> {
  let asked = plan;
  for (let steps = 0; ; steps += 1) {
    const answer = await ask(asked);
    const found = steps === longestChain ? new Map() : await aliasesOf(store, absentIn(asked, answer), signal);
    if (found.size === 0) return answer;
    asked = withSurvivors(asked, found);
  }
}

/** Ids of look-ups that came back with null. */
export const absentIds = (plan: ReadPlan, rowsOf: (root: string) => readonly unknown[]): string[] =>
  Object.entries(plan.roots).flatMap(([root, read]) => {
    if (read.by !== 'ids') return [];
    const rows = rowsOf(root);
    return read.ids.filter((_, index) => rows[index] === null);
  });

function withSurvivors({ roots }: ReadPlan, survivors: ReadonlyMap<string, string>): ReadPlan {
  const standing = (read: RootRead): RootRead =>
    read.by === 'ids' ? { ...read, ids: read.ids.map((id) => survivors.get(id) ?? id) } : read;
  return { roots: Object.fromEntries(Object.entries(roots).map(([root, read]) => [root, standing(read)])) };
}
