/** The cycle that each node is part of; nodes outside of cycles are done out. */
export function cyclesOf<Key>(edges: ReadonlyMap<Key, ReadonlySet<Key>>): ReadonlyMap<Key, ReadonlySet<Key>> {
  const hasEdgeToItself = (key: Key): boolean => edges.get(key)?.has(key) ?? false;
  const cycles = strongComponents(edges).filter((component) => component.size > 1 || [...component].some(hasEdgeToItself));
  return new Map(cycles.flatMap((cycle) => [...cycle].map((key) => [key, cycle] as const)));
}

/**
 * The strongly connected components of a graph: sets of nodes that can all reach each other (Kosaraju's algorithm). Not recursive,
 * because a chain of schemas may be longer than the call stack is deep.
 */
export function strongComponents<Key>(edges: ReadonlyMap<Key, ReadonlySet<Key>>): readonly ReadonlySet<Key>[] {
  const reversedEdges = reverseEdges(edges);
  const assigned = new Set<Key>();
  const order = postOrder(edges).reverse();
  return order.flatMap((start) => (assigned.has(start) ? [] : [collect(start, reversedEdges, assigned)]));
}

/** The nodes in post-order: each one after the nodes that it leads to, except in cycles. */
export function postOrder<Key>(edges: ReadonlyMap<Key, ReadonlySet<Key>>): Key[] {
  const seen = new Set<Key>();
  const finished: Key[] = [];
  for (const root of edges.keys()) {
    const waiting: { readonly key: Key; readonly done: boolean }[] = [{ key: root, done: false }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.done) finished.push(next.key);
      if (next.done || seen.has(next.key)) continue;
      seen.add(next.key);
      waiting.push({ key: next.key, done: true });
      for (const key of edges.get(next.key) ?? []) waiting.push({ key, done: false });
    }
  }
  return finished;
}

function reverseEdges<Key>(edges: ReadonlyMap<Key, ReadonlySet<Key>>): ReadonlyMap<Key, ReadonlySet<Key>> {
  const reversedEdges = new Map([...edges.keys()].map((key) => [key, new Set<Key>()]));
  for (const [from, targets] of edges) for (const to of targets) reversedEdges.get(to)?.add(from);
  return reversedEdges;
}

/** The nodes that a node leads to and that are in no other component yet. */
function collect<Key>(start: Key, edges: ReadonlyMap<Key, ReadonlySet<Key>>, assigned: Set<Key>): ReadonlySet<Key> {
  const found = new Set<Key>();
  const waiting = [start];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (assigned.has(key)) continue;
    assigned.add(key);
    found.add(key);
    waiting.push(...(edges.get(key) ?? []));
  }
  return found;
}
