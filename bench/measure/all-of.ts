/** What all of them give. A failure is told once none is under way any more, so that what they started can be stopped. */
export async function allOf<Work extends readonly unknown[]>(
  ...work: { readonly [Index in keyof Work]: Promise<Work[Index]> }
): Promise<Work> {
  const settled = await Promise.allSettled(work);
  for (const each of settled) if (each.status === 'rejected') throw each.reason;
  return settled.map((each) => (each as PromiseFulfilledResult<unknown>).value) as unknown as Work;
}
