/** What stands at one id on both sides; at least one is there. */
export interface Pair<Replayed, Found> {
  readonly replayed: Replayed | null;
  readonly found: Found | null;
}

/** Walks two streams in order of id side by side. */
export async function* paired<Replayed extends WithId, Found extends WithId>(
  replayedNodes: AsyncIterator<Replayed>,
  founds: AsyncIterator<Found>,
): AsyncGenerator<Pair<Replayed, Found>> {
  let [replayed, found] = [await nextOf(replayedNodes), await nextOf(founds)];
  while (replayed || found) {
    const [one, other] = [replayed?.id ?? '', found?.id ?? ''];
    const [hasReplayed, hasFound] = [
      replayed !== null && (!found || one <= other),
      found !== null && (!replayed || other <= one),
    ];
    yield { replayed: hasReplayed ? replayed : null, found: hasFound ? found : null };
    if (hasReplayed) replayed = await nextOf(replayedNodes);
    if (hasFound) found = await nextOf(founds);
  }
}

interface WithId {
  readonly id: string;
}

async function nextOf<Item>(items: AsyncIterator<Item>): Promise<Item | null> {
  const next = await items.next();
  return next.done === true ? null : next.value;
}
