/** What all of them give. A failure is told once none is under way any more, so that what they started can be stopped. */
export async function allOf<const Work extends readonly Promise<unknown>[]>(
  ...work: Work
): Promise<{ -readonly [Place in keyof Work]: Awaited<Work[Place]> }> {
  const settled = await Promise.allSettled(work);
  for (const each of settled) if (each.status === 'rejected') throw each.reason;
  return Promise.all(work);
}
