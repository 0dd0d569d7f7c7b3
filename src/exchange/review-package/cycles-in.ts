interface Ends {
  readonly from: string;
  readonly to: string;
}

export interface Cycle<Edge> {
  readonly group: string;
  /** The edge that closes the cycle. */
  readonly edge: Edge;
  /** The nodes around, the first one again at the end. */
  readonly ids: readonly string[];
}

/** One cycle for each edge that closes one, by group. Iterative: a chain may be as long as the package. */
export function cyclesIn<Edge extends Ends>(
  edges: readonly Edge[],
  groupOf: (edge: Edge) => string | undefined,
): Cycle<Edge>[] {
  const groups = new Map<string, Map<string, Edge[]>>();
  for (const edge of edges) {
    const group = groupOf(edge);
    if (group === undefined) continue;
    const outgoing = groups.get(group) ?? new Map<string, Edge[]>();
    groups.set(group, outgoing);
    const own = outgoing.get(edge.from);
    if (own) own.push(edge);
    else outgoing.set(edge.from, [edge]);
  }
  return [...groups].flatMap(([group, outgoing]) => cyclesOf(outgoing).map((cycle) => ({ group, ...cycle })));
}

function cyclesOf<Edge extends Ends>(outgoing: ReadonlyMap<string, readonly Edge[]>): Omit<Cycle<Edge>, 'group'>[] {
  const done = new Set<string>();
  const cycles: Omit<Cycle<Edge>, 'group'>[] = [];
  for (const start of outgoing.keys()) {
    const path: { readonly id: string; next: number }[] = done.has(start) ? [] : [{ id: start, next: 0 }];
    const onPath = new Set([start]);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const edge = outgoing.get(top.id)?.[top.next];
      top.next += 1;
      if (!edge) {
        done.add(top.id);
        onPath.delete(top.id);
        path.pop();
      } else if (onPath.has(edge.to)) {
        const ids = path.map(({ id }) => id);
        cycles.push({ edge, ids: [...ids.slice(ids.indexOf(edge.to)), edge.to] });
      } else if (!done.has(edge.to)) {
        path.push({ id: edge.to, next: 0 });
        onPath.add(edge.to);
      }
    }
  }
  return cycles;
}
