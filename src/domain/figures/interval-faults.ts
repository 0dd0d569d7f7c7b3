export interface Interval {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** What is wrong with an estimate and the interval it must lie in, as sentences. */
export function intervalFaults({ value, lower, upper }: Interval): string[] {
  const faults: string[] = [];
  if (lower !== null && upper !== null && lower > upper) faults.push(`lower (${lower}) is above upper (${upper})`);
  else if (value !== null && lower !== null && value < lower)
    faults.push(`value (${value}) is below lower (${lower}): it must lie in its own interval`);
  else if (value !== null && upper !== null && value > upper)
    faults.push(`value (${value}) is above upper (${upper}): it must lie in its own interval`);
  return faults;
}
