import { tell } from '../report/progress.ts';

/** What is planned and compiled once is not measured. A database that has just been started may be too slow at first. */
export async function warmed(work: () => Promise<unknown>, attempts = 5): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (attempts === 1) throw error;
    tell(`once more: ${error instanceof Error ? error.message : String(error)}`);
    await warmed(work, attempts - 1);
  }
}
