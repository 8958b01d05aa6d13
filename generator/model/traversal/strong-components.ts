/** The circle that each node is in, of those that lead to themselves. */
export function cyclesOf<Key>(edges: ReadonlyMap<Key, ReadonlySet<Key>>): ReadonlyMap<Key, ReadonlySet<Key>> {
  const leadsToItself = (key: Key): boolean => edges.get(key)?.has(key) ?? false;
  const circles = strongComponents(edges).filter((component) => component.size > 1 || [...component].some(leadsToItself));
  return new Map(circles.flatMap((circle) => [...circle].map((key) => [key, circle] as const)));
}

/**
 * The strongly connected components of a graph: sets of nodes each of which leads to each other one (Kosaraju's algorithm). Without
 * recursion, since a description may chain more schemas than a stack is deep.
 */
export function strongComponents<Key>(edges: ReadonlyMap<Key, ReadonlySet<Key>>): readonly ReadonlySet<Key>[] {
  const backwards = reversed(edges);
  const taken = new Set<Key>();
  const order = finishingOrder(edges).reverse();
  return order.flatMap((start) => (taken.has(start) ? [] : [collect(start, backwards, taken)]));
}

/** Every node, after all nodes that it leads to, but for circles. */
function finishingOrder<Key>(edges: ReadonlyMap<Key, ReadonlySet<Key>>): Key[] {
  const seen = new Set<Key>();
  const finished: Key[] = [];
  for (const root of edges.keys()) {
    const waiting: { readonly key: Key; readonly left: boolean }[] = [{ key: root, left: false }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.left) finished.push(next.key);
      if (next.left || seen.has(next.key)) continue;
      seen.add(next.key);
      waiting.push({ key: next.key, left: true });
      for (const key of edges.get(next.key) ?? []) waiting.push({ key, left: false });
    }
  }
  return finished;
}

function reversed<Key>(edges: ReadonlyMap<Key, ReadonlySet<Key>>): ReadonlyMap<Key, ReadonlySet<Key>> {
  const backwards = new Map([...edges.keys()].map((key) => [key, new Set<Key>()]));
  for (const [from, targets] of edges) for (const to of targets) backwards.get(to)?.add(from);
  return backwards;
}

/** Everything that a node leads to and that no other component has taken. */
function collect<Key>(start: Key, edges: ReadonlyMap<Key, ReadonlySet<Key>>, taken: Set<Key>): ReadonlySet<Key> {
  const found = new Set<Key>();
  const waiting = [start];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (taken.has(key)) continue;
    taken.add(key);
    found.add(key);
    waiting.push(...(edges.get(key) ?? []));
  }
  return found;
}
