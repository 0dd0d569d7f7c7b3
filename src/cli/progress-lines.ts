import type { LoadOptions } from '../exchange/review-package/load-review-package.ts';

/** Tells how far a load has come, at most once a second. */
export function progressLines(
  tell: (line: string) => void,
  now: () => number = Date.now,
): NonNullable<LoadOptions['progress']> {
  const tellNow = tellAtMostOnceASecond(tell, now);
  return ({ nodes, edges }) => tellNow(`${nodes} nodes, ${edges} edges`);
}

/** Passes on one line a second and drops the others; nothing in the first second. */
export function tellAtMostOnceASecond(
  tell: (line: string) => void,
  now: () => number = Date.now,
): (line: string) => void {
  let last = now();
  return (line) => {
    if (now() - last < 1_000) return;
    last = now();
    tell(line);
  };
}
