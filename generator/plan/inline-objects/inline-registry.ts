import type { ReferenceSchema, Schema, SchemaKey } from "../../model/types/schema.js";
import { mapSchema } from "../../model/traversal/map-schema.js";
import { compareStrings } from "../../model/reading/order.js";
import { hash } from "../names/identifiers.js";
import type { InlineModel, Sender } from "../types/model-plan.js";
import { wordsOf } from "../names/words.js";
import { meaningKey } from "./equal-schemas.js";
import { type ObjectNames, ranks } from "./object-names.js";

/** Collects inline objects. Equal ones become one declaration, and each name that a place gives them exists as well. */
export interface InlineRegistry {
  /**
   * @param schema - As it is in the description, which decides what it equals
   * @param declared - The same with references to the named objects in it
   */
  add(schema: Schema, declared: Schema, names: ObjectNames, sender: Sender | undefined): ReferenceSchema;
  /** @param isTaken - Whether a name belongs to something else in the package. */
  models(isTaken: (name: string) => boolean): readonly InlineModel[];
}

/** One name for one schema, from one or more places. */
interface Entry {
  readonly key: SchemaKey;
  readonly names: ObjectNames;
  readonly senders: Set<Sender>;
}

interface Group {
  readonly meaning: string;
  readonly declared: Schema;
  readonly entries: Map<string, Entry>;
}

export function createInlineRegistry(): InlineRegistry {
  const groups = new Map<string, Group>();
  return {
    add: (schema, declared, names, sender) => {
      const meaning = meaningKey(schema);
      const group: Group = groups.get(meaning) ?? { meaning, declared, entries: new Map() };
      groups.set(meaning, group);
      const [name] = names.candidates;
      const entry: Entry = group.entries.get(name) ?? { key: keyOf(group, name), names, senders: new Set() };
      const better = compareNames(names, entry.names) < 0 ? { ...entry, names } : entry;
      group.entries.set(name, better);
      if (sender !== undefined) entry.senders.add(sender);
      return { kind: "reference", target: entry.key, docs: schema.docs, place: schema.place };
    },
    models: (isTaken) => {
      const shared = sharedNames([...groups.values()], isTaken);
      const models = [...groups.values()].flatMap((group) => modelsOf(group, shared.get(group)));
      return withoutDetours(models);
    },
  };
}

function keyOf({ meaning }: Group, name: string): SchemaKey {
  return `/inline/${hash(meaning)}/${name}`;
}

function compareNames(a: ObjectNames, b: ObjectNames): number {
  return a.rank - b.rank || compareStrings(a.order, b.order);
}

/** The entry by whose name the schema is declared: of the smallest rank, then with the fewest words. */
function mainEntry({ entries }: Group): Entry | undefined {
  const size = ({ names }: Entry): number => wordsOf(names.candidates[0]).length;
  const [first] = [...entries.values()].sort(
    (a, b) => a.names.rank - b.names.rank || size(a) - size(b) || compareStrings(a.names.candidates[0], b.names.candidates[0]),
  );
  return first;
}

/** Shared names for schemas with several names of the same rank. If different schemas want the same one, that with the most names gets it. */
function sharedNames(groups: readonly Group[], isTaken: (name: string) => boolean): ReadonlyMap<Group, string> {
  const own = new Set(groups.flatMap(({ entries }) => [...entries.keys()].map((name) => name.toLowerCase())));
  const winners = new Map<string, Group>();
  for (const group of groups) {
    const main = mainEntry(group);
    const name = main?.names.shared;
    const equals = [...group.entries.values()].filter(({ names }) => names.rank === main?.names.rank);
    if (name === undefined || equals.length < 2 || own.has(name.toLowerCase()) || isTaken(name)) continue;
    const before = winners.get(name);
    if (before === undefined || isLarger(group, before)) winners.set(name, group);
  }
  return new Map([...winners].map(([name, group]) => [group, name]));
}

function isLarger(group: Group, other: Group): boolean {
  const order = (one: Group): string => [...one.entries.values()].map(({ names }) => names.order).sort(compareStrings)[0] ?? "";
  return group.entries.size === other.entries.size
    ? compareStrings(order(group), order(other)) < 0
    : group.entries.size > other.entries.size;
}

/** In declarations, a reference to an alias becomes one to the declaration that it leads to. */
function withoutDetours(models: readonly InlineModel[]): readonly InlineModel[] {
  const targets = new Map(models.map(({ key, schema }) => [key, schema.kind === "reference" ? schema.target : key]));
  const direct = (schema: Schema): Schema =>
    schema.kind === "reference" ? { ...schema, target: targets.get(schema.target) ?? schema.target } : schema;
  return models.map((model) =>
    model.schema.kind === "reference" ? model : { ...model, schema: mapSchema(model.schema, direct) },
  );
}

/** The declaration, and an alias for every other name. */
function modelsOf(group: Group, shared: string | undefined): readonly InlineModel[] {
  const main = mainEntry(group);
  if (main === undefined) return [];
  const entries = [...group.entries.values()];
  const mainKey = shared === undefined ? main.key : keyOf(group, shared);
  const alias: Schema = { kind: "reference", target: mainKey, docs: {}, place: group.declared.place };
  const senders = new Set(entries.flatMap((entry) => [...entry.senders]));
  const declared = { name: shared ?? main.names.candidates[0], key: mainKey, schema: group.declared, senders };
  return [
    {
      ...declared,
      candidates: shared === undefined ? main.names.candidates : [shared],
      order: `${main.names.rank} ${main.names.order}`,
      pinned: main.names.rank === ranks.pinned,
    },
    ...entries
      .filter(({ key }) => key !== mainKey)
      .map(({ key, names, senders: own }) => ({
        name: names.candidates[0],
        key,
        schema: alias,
        candidates: names.candidates,
        order: `${names.rank} ${names.order}`,
        pinned: names.rank === ranks.pinned,
        senders: own,
      })),
  ];
}
