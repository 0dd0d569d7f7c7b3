import { absentIds, surviving } from '../curation/merging/surviving.ts';
import type { ReadPlan } from '../store/read-plan.ts';
import type { Store, Rendered, RenderRequest } from '../store/store.ts';

/** An answer as text; where a look-up by id comes back with null, once more with what stands for that id. */
export const readTextSurviving = (
  store: Store,
  request: RenderRequest,
  signal: AbortSignal,
): Promise<Rendered | undefined> =>
  // Merges stay within a kind, so the plan keeps the shape that the token stands for.
  surviving(store, request.plan, {
    signal,
    ask: (plan) => store.render({ ...request, plan }, signal),
    absentIn: (plan, answer) => (answer && mayLack(plan, answer.text) ? absentInText(plan, answer.text) : []),
  });

/** Nearly every answer is complete, and looking for `null` where it can stand costs a fraction of reading the text. */
const mayLack = ({ roots }: ReadPlan, text: string) =>
  Object.entries(roots).some(
    ([root, { by }]) =>
      by === 'ids' && (text.includes(`"${root}":null`) || text.includes('[null') || text.includes(',null')),
  );

function absentInText(plan: ReadPlan, text: string): string[] {
  const answer = JSON.parse(text) as Readonly<Record<string, unknown>>;
  return absentIds(plan, (root) => [answer[root]].flat());
}
