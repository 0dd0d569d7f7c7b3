/** How soon the same keystroke may come again: npm passes on to its child what the terminal has sent to both. */
const echo = 1_000;

export interface StopSignalsOptions {
  /** Begins to stop. */
  stop(signal: NodeJS.Signals): void;
  /** Cuts off what is under way. */
  cutOff(): void;
  readonly log: { warn(message: string): void };
}

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Stops at the first SIGINT or SIGTERM. A later SIGTERM changes nothing, as those who send it again wait for the same end; a later
 * SIGINT is a person at a terminal who does not want to wait. Each leaves a line. Answers with what ends the listening.
 */
export function stopAtSignals({ stop, cutOff, log }: StopSignalsOptions): () => void {
  let first: number | undefined;
  const take = (signal: NodeJS.Signals) => {
    const now = performance.now();
    if (first === undefined) {
      first = now;
      return stop(signal);
    }
    if (signal === 'SIGTERM')
      return log.warn(
        'SIGTERM came again: still stopping, without the loss of an answer. SIGINT cuts off what is left.',
      );
    if (now - first < echo) return;
    log.warn('SIGINT came again: what is under way is cut off.');
    cutOff();
  };
  for (const signal of signals) process.on(signal, take);
  return () => {
    for (const signal of signals) process.off(signal, take);
  };
}
