/** Whether a value that came from outside is one of those in a list. */
export const isOneOf = <Value>(values: readonly Value[], value: unknown): value is Value =>
  values.some((each) => each === value);
