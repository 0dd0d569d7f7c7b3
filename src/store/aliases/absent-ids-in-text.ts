import type { ReadPlan } from '../read-plan.ts';

/**
 * The ids of look-ups that a finished answer has null for. Nearly every answer is complete: that no null stands where one
 * can costs a fraction of parsing the text to see.
 */
export function absentIdsInText(plan: ReadPlan, text: string): string[] {
  const lookUps = Object.entries(plan.roots).flatMap(([root, read]) =>
    read.by === 'ids' ? [[root, read] as const] : [],
  );
  if (!lookUps.some(([root]) => mayLack(root, text))) return [];
  const answer = JSON.parse(text) as Readonly<Record<string, unknown>>;
  return lookUps.flatMap(([root, { ids }]) => {
    const rows = [answer[root]].flat();
    return ids.filter((_, index) => rows[index] === null);
  });
}

const mayLack = (root: string, text: string) =>
  text.includes(`"${root}":null`) || text.includes('[null') || text.includes(',null');
