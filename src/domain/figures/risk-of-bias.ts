import type { Problem } from '../errors.ts';
import type { RiskOfBiasTool } from '../kinds/risk-of-bias-tool.ts';

/** How bad a judgement is, whatever the tool calls it. `OTHER` words say nothing that can be compared. */
export type BiasClass = 'LOW' | 'SOME' | 'HIGH' | 'CRITICAL' | 'UNCLEAR';

type Words = Readonly<Record<string, BiasClass>>;

const lowHighUnclear: Words = { low: 'LOW', unclear: 'UNCLEAR', high: 'HIGH' };

/** The overall judgements of each tool in its own words; null where the tool has no fixed ones. */
const wordsOf: Readonly<Record<RiskOfBiasTool, Words | null>> = {
  ROB_2: { low: 'LOW', 'some concerns': 'SOME', high: 'HIGH' },
  ROBINS_I: { low: 'LOW', moderate: 'SOME', serious: 'HIGH', critical: 'CRITICAL', 'no information': 'UNCLEAR' },
  ROBINS_E: { low: 'LOW', 'some concerns': 'SOME', high: 'HIGH', 'very high': 'CRITICAL' },
  COCHRANE_2011: lowHighUnclear,
  ROBIS: lowHighUnclear,
  AMSTAR_2: { high: 'LOW', moderate: 'SOME', low: 'HIGH', 'critically low': 'CRITICAL' },
  QUADAS_2: lowHighUnclear,
  QUIPS: { low: 'LOW', moderate: 'SOME', high: 'HIGH' },
  PROBAST: lowHighUnclear,
  NEWCASTLE_OTTAWA: null,
  MARYLAND_SMS: { 5: 'LOW', 4: 'SOME', 3: 'SOME', 2: 'HIGH', 1: 'HIGH' },
  OTHER: null,
};

/** Words that judgements of no named tool use; `serious` and `critical` are those of ROBINS-I. */
const commonWords: Words = {
  low: 'LOW',
  'some concerns': 'SOME',
  moderate: 'SOME',
  unclear: 'UNCLEAR',
  high: 'HIGH',
  serious: 'HIGH',
  'very high': 'CRITICAL',
  critical: 'CRITICAL',
};

interface Judgement {
  readonly tool: RiskOfBiasTool;
  readonly overall: string | null;
}

/** How bad a judgement is; `UNCLEAR` too where the tool's words are not known here. */
export function biasClassOf({ tool, overall }: Judgement): BiasClass {
  return (overall === null ? undefined : (wordsOf[tool] ?? commonWords)[plainWord(overall)]) ?? 'UNCLEAR';
}

/** A judgement uses the words of its tool: `High`, `HIGH` and `High risk of bias` are the same. */
export function overallProblems({ tool, overall }: Judgement): Problem[] {
  const words = wordsOf[tool];
  if (overall === null || words === null || Object.hasOwn(words, plainWord(overall))) return [];
  const message = `${tool} calls it ${Object.keys(words).join(', ')}; got ${JSON.stringify(overall)}`;
  return [{ path: 'overall', message }];
}

const plainWord = (overall: string) =>
  overall
    .toLowerCase()
    .replaceAll(/[_\s]+/gu, ' ')
    .replace(/ (?:risk(?: of bias)?|concerns? for bias|confidence)$/u, '')
    .trim();
