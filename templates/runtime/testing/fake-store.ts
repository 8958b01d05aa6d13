import type { ResponseTemplate, FakeFacts } from "./fake-facts.js";
import { valueAt, merge, withValueAt } from "./fake-values.js";

/** Identifies a record: by its key, or by the value of a property. */
export interface RecordReference {
  readonly key: unknown;
  readonly property: unknown;
}

/** The records of a fake service, by key. */
export class FakeStore {
  readonly facts: FakeFacts;
  readonly now: () => Date;
  readonly records: Map<string, unknown> = new Map();

  constructor(facts: FakeFacts, now: () => Date) {
    this.facts = facts;
    this.now = now;
  }

  /** The key of the record that is referred to. Services compare the values of properties without regard to case. */
  find({ key, property }: RecordReference, aliases: readonly string[] = []): string | undefined {
    const wanted = String(key);
    if (typeof property !== "string" || property === "" || aliases.includes(property))
      return this.records.has(wanted) ? wanted : undefined;
    const path = [...(this.facts.properties ?? []), property];
    const found = [...this.records].find(([, record]) => sameValue(valueAt(record, path), wanted));
    return found?.[0];
  }

  /** Merges changes into a record, which is created if it does not exist. */
  write(key: string, changes: unknown): unknown {
    const { blank, times, touched } = this.facts;
    const kept = this.records.get(key);
    return this.#keep(
      key,
      this.#stamp(kept ?? blank, kept === undefined ? times : touched),
      changes,
    );
  }

  /** Replaces a record; only its creation time is kept. */
  replace(key: string, record: unknown): unknown {
    const { blank, times, touched } = this.facts;
    const kept = this.records.get(key);
    const made = times.reduce<unknown>(
      (before, name) => withValueAt(before, [name], valueAt(kept, [name])),
      blank,
    );
    return this.#keep(key, this.#stamp(made, touched), record);
  }

  #keep(key: string, before: unknown, changes: unknown): unknown {
    const { blank, key: path } = this.facts;
    const after = merge(before, changes);
    const record =
      path === undefined
        ? after
        : withValueAt(after, path, typeof valueAt(blank, path) === "number" ? Number(key) : key);
    this.records.set(key, record);
    return record;
  }

  respond(
    { status, body, times = [] }: ResponseTemplate,
    change: (body: unknown) => unknown = (same) => same,
  ): FakeResponse {
    return body === undefined ? { status } : { status, body: change(this.#stamp(body, times)) };
  }

  #stamp(value: unknown, names: readonly string[]): unknown {
    const time = this.now().toISOString();
    return names.reduce<unknown>((stamped, name) => withValueAt(stamped, [name], time), value);
  }
}

export interface FakeResponse {
  readonly status: number;
  readonly body?: unknown;
}

function sameValue(value: unknown, wanted: string): boolean {
  const text = typeof value === "number" || typeof value === "string" ? String(value) : undefined;
  return text?.toLowerCase() === wanted.toLowerCase();
}
