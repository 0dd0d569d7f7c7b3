import type { AttributeValues } from '../attribute.ts';
import type { Problem } from '../errors.ts';
import type { arm } from '../kinds/figures.ts';

export type Arm = AttributeValues<(typeof arm)['parts']>;

/** The three forms of an arm: what each is made of. */
const forms = {
  events: ['events', 'total'],
  means: ['mean', 'sd', 'n'],
  rates: ['events', 'personTime'],
} as const;

export type ArmForm = keyof typeof forms;

const inWords = 'events and total; mean, sd and n; or events and personTime';

/** The form of an arm, or `undefined` where it has none of the three, or parts of two. */
export function formOfArm(arm: Arm): ArmForm | undefined {
  const parts = (['events', 'total', 'mean', 'sd', 'n', 'personTime'] as const).filter((part) => arm[part] !== null);
  return (['events', 'means', 'rates'] as const).find(
    (form) => parts.length === forms[form].length && forms[form].every((part) => arm[part] !== null),
  );
}

/** What makes the arms of one comparison nonsense; paths are within the list. */
export function armProblems(arms: readonly Arm[]): Problem[] {
  const own = arms.flatMap((each, index) => faultsOfArm(each).map((message) => ({ path: String(index), message })));
  return own.length > 0 ? own : faultsOfComparison(arms).map((message) => ({ path: '', message }));
}

function faultsOfArm(arm: Arm): string[] {
  const { events, total, sd, personTime } = arm;
  const faults: string[] = [];
  if (formOfArm(arm) === undefined) faults.push(`an arm has either ${inWords}`);
  if (events !== null && total !== null && events > total)
    faults.push(`events (${events}) are more than the total (${total})`);
  if (sd !== null && sd <= 0) faults.push(`sd must be above 0, got ${sd}`);
  if (personTime !== null && personTime <= 0) faults.push(`personTime must be above 0, got ${personTime}`);
  return faults;
}

function faultsOfComparison(arms: readonly Arm[]): string[] {
  if (arms.length > 2) return ['a finding compares two arms: write each comparison as a finding of its own'];
  const [first, second] = arms;
  if (!first || !second) return [];
  if (first.role === second.role)
    return [`one arm is the INTERVENTION, the other the COMPARATOR; both are ${first.role}`];
  return formOfArm(first) === formOfArm(second) ? [] : [`both arms have the same form: ${inWords}`];
}
