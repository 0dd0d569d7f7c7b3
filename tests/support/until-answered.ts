/** Comes again while the database does not answer, as a client does. */
export async function untilAnswered<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'DATABASE_UNAVAILABLE') throw error;
    }
  }
}
