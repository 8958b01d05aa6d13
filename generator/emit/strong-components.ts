interface Visit {
  readonly key: string;
  readonly targets: readonly string[];
  next: number;
}

/** The nodes of a graph in groups within which each reaches each. Tarjan's algorithm, with a list of its own instead of the call stack: a chain of schemas may be longer than that is deep. */
export function strongComponents(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const components: string[][] = [];

  const enter = (key: string): Visit => {
    order.set(key, order.size);
    lowest.set(key, order.size - 1);
    open.push(key);
    isOpen.add(key);
    return { key, targets: (edges.get(key) ?? []).filter((target) => edges.has(target)), next: 0 };
  };
  const lower = (key: string, to: number | undefined): void => {
    lowest.set(key, Math.min(lowest.get(key) ?? Infinity, to ?? Infinity));
  };
  const leave = (key: string): void => {
    if (lowest.get(key) !== order.get(key)) return;
    const component = open.splice(open.indexOf(key));
    for (const member of component) isOpen.delete(member);
    components.push(component);
  };

  for (const start of edges.keys()) {
    if (order.has(start)) continue;
    const visits = [enter(start)];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const target = visit.targets[visit.next];
      visit.next += 1;
      if (target === undefined) {
        leave(visit.key);
        visits.pop();
        const parent = visits.at(-1);
        if (parent) lower(parent.key, lowest.get(visit.key));
      } else if (!order.has(target)) visits.push(enter(target));
      else if (isOpen.has(target)) lower(visit.key, order.get(target));
    }
  }
  return components;
}
