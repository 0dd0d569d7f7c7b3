import type { LoadOptions } from '../exchange/review-package/load-review-package.ts';

/** Tells how far a load has come, at most once a second. */
export function progressLines(
  tell: (line: string) => void,
  now: () => number = Date.now,
): NonNullable<LoadOptions['progress']> {
  let last = now();
  return ({ nodes, edges }) => {
    if (now() - last < 1_000) return;
    last = now();
    tell(`${nodes} nodes, ${edges} edges`);
  };
}
