/** What stands at one id on both sides; at least one is there. */
export interface Pair<Told, Found> {
  readonly told: Told | null;
  readonly found: Found | null;
}

/** Walks two streams in order of id side by side. */
export async function* paired<Told extends Named, Found extends Named>(
  tolds: AsyncIterator<Told>,
  founds: AsyncIterator<Found>,
): AsyncGenerator<Pair<Told, Found>> {
  let [told, found] = [await nextOf(tolds), await nextOf(founds)];
  while (told || found) {
    const [one, other] = [told?.id ?? '', found?.id ?? ''];
    const [hasTold, hasFound] = [told !== null && (!found || one <= other), found !== null && (!told || other <= one)];
    yield { told: hasTold ? told : null, found: hasFound ? found : null };
    if (hasTold) told = await nextOf(tolds);
    if (hasFound) found = await nextOf(founds);
  }
}

interface Named {
  readonly id: string;
}

async function nextOf<Item>(items: AsyncIterator<Item>): Promise<Item | null> {
  const next = await items.next();
  return next.done === true ? null : next.value;
}
