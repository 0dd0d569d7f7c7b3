import type { Child, DataNode, EvidenceData } from '../graph/evidence-data.ts';

/** Some attributes of a node, as an answer shows them; null where it has none. */
export function picture({ id, attributes }: DataNode, names: readonly string[]): Record<string, unknown> {
  return { id, ...Object.fromEntries(names.map((name) => [name, attributes[name] ?? null])) };
}

/** A recommendation with its conclusions, their findings and the sources of those, from the data alone. */
export function chainPicture(data: EvidenceData, index: number): unknown {
  const below = (place: Child, show: (child: Child) => unknown) => data.children(place).map(show);
  const source = (place: Child) => picture(data.node(place), ['kind', 'title', 'issued']);
  const finding = (place: Child) => ({
    ...picture(data.node(place), ['kind', 'text']),
    reportedIn: below(place, source),
  });
  const conclusion = (place: Child) => ({
    ...picture(data.node(place), ['ordinal', 'text']),
    restsOn: below(place, finding),
  });
  const place: Child = { kind: 'recommendation', index };
  return { ...picture(data.node(place), ['ordinal', 'text']), basedOn: below(place, conclusion) };
}
