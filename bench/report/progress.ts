const started = performance.now();

/** Seconds since the bench began. */
export const elapsedSeconds = () => (performance.now() - started) / 1000;

/** One line about what is being done, with the time. */
export function tell(line: string): void {
  process.stdout.write(`${elapsedSeconds().toFixed(0).padStart(4)} s  ${line}\n`);
}
