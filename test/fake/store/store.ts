import { defaultProperties, type PropertyDefinition } from "./properties.js";

/** A record in the store. A cleared property is deleted. */
export interface StoredRecord {
  readonly id: string;
  readonly properties: Record<string, string>;
  readonly history: Map<string, PastValue[]>;
  readonly createdAt: string;
  updatedAt: string;
  archivedAt?: string;
  /** By the type of the associated objects. */
  readonly associations: Map<string, Association[]>;
}

interface PastValue {
  readonly value: string;
  readonly timestamp: string;
  readonly sourceType: string;
}

export interface Association {
  readonly id: string;
  readonly type: string;
}

/** A record that exists at the start. */
interface RecordSeed {
  readonly id?: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly archived?: boolean;
  readonly associations?: Readonly<Record<string, readonly Association[]>>;
}

/** The state that handlers read and change. */
export interface Store {
  readonly records: Map<string, StoredRecord>;
  readonly definitions: ReadonlyMap<string, PropertyDefinition>;
  readonly behaviour: Behaviour;
  readonly now: () => Date;
}

/** Behaviour of the service that is not documented: clients must work with either value. */
interface Behaviour {
  /** The order of a batch's results, compared with its inputs. */
  readonly order: "reversed" | "as-sent";
  /** Whether a result has the trace id of its input. */
  readonly repeatsTraceIds: boolean;
  /** Whether a batch with unique trace ids is carried out for its valid inputs, in place of being rejected. */
  readonly tracesInvalidInputs: boolean;
  /** The status of a batch that failed in part; the dated versions document no 207. */
  readonly statusOfPartialFailure: 200 | 207;
}

export interface StoreOptions {
  /** The records at the start; a number creates so many, with the ids 1, 2, 3 and so on. */
  readonly records?: number | readonly RecordSeed[];
  /** Properties in addition to the default ones; one of the same name replaces the default. */
  readonly properties?: readonly PropertyDefinition[];
  readonly behaviour?: Partial<Behaviour>;
  readonly now?: () => Date;
}

const defaultBehaviour: Behaviour = {
  order: "reversed",
  repeatsTraceIds: true,
  tracesInvalidInputs: true,
  statusOfPartialFailure: 207,
};

export function createStore(options: StoreOptions = {}): Store {
  const now = options.now ?? (() => new Date());
  const seeds = typeof options.records === "object" ? options.records : inventedSeeds(options.records ?? 3);
  const records = seeds.map((seed, index) => newRecord(seed, index, now().toISOString()));
  return {
    records: new Map(records.map((record) => [record.id, record])),
    definitions: new Map([...defaultProperties, ...(options.properties ?? [])].map((property) => [property.name, property])),
    behaviour: { ...defaultBehaviour, ...options.behaviour },
    now,
  };
}

function inventedSeeds(count: number): RecordSeed[] {
  return Array.from({ length: count }, (_, index) => ({
    properties: { name: `Partner client ${index + 1}`, email: `client${index + 1}@example.com` },
  }));
}

function newRecord(seed: RecordSeed, index: number, at: string): StoredRecord {
  const id = seed.id ?? String(index + 1);
  const own = { hs_object_id: id, hs_createdate: at, hs_lastmodifieddate: at };
  const record: StoredRecord = {
    id,
    properties: {},
    history: new Map(),
    createdAt: at,
    updatedAt: at,
    associations: new Map(Object.entries(seed.associations ?? {}).map(([type, ends]) => [type, [...ends]])),
  };
  for (const [property, value] of Object.entries({ ...seed.properties, ...own })) writeValue(record, property, value, at);
  if (seed.archived) record.archivedAt = at;
  return record;
}

/** Writes valid values into a record; an empty value clears the property. */
export function write(record: StoredRecord, values: ReadonlyMap<string, string>, now: Date): void {
  const at = now.toISOString();
  for (const [property, value] of values) writeValue(record, property, value, at);
  writeValue(record, "hs_lastmodifieddate", at, at);
  record.updatedAt = at;
}

/** The service stores e-mail addresses in lower case. */
function writeValue(record: StoredRecord, property: string, value: string, at: string): void {
  const kept = lowerEmail(value);
  if (kept === "") Reflect.deleteProperty(record.properties, property);
  else record.properties[property] = kept;
  record.history.set(property, [
    { value: kept, timestamp: at, sourceType: "INTEGRATION" },
    ...(record.history.get(property) ?? []),
  ]);
}

export function lowerEmail(value: string): string {
  return /^[^\s@]+@[^\s@]+$/.test(value) ? value.toLowerCase() : value;
}

/** The record with this id, or with this value of a unique property. */
export function find(store: Store, id: string, idProperty?: string): StoredRecord | undefined {
  if (idProperty === undefined) return store.records.get(id);
  const wanted = id.toLowerCase();
  for (const record of store.records.values()) {
    if (record.properties[idProperty]?.toLowerCase() === wanted) return record;
  }
  return undefined;
}
