import { diagnostic, type Report } from "../diagnostics.js";
import type { Api, Operation } from "../model/api.js";
import type { Schema, Values } from "../model/schema.js";
import type { BodyPlan, OperationPlan, ValuePlace } from "./package.js";
import { dereference } from "./shapes-of-schemas.js";

/** The maps within a JSON body whose values are written as texts. */
export function planValues(operation: Operation, { body, otherBodies }: Bodies, api: Api, report: Report): readonly ValuePlace[] {
  const written = body?.kind === "json" ? [body] : [];
  const others = [body, ...otherBodies].filter((one) => one !== undefined && !written.includes(one));
  for (const other of others) {
    if (other === undefined || placesOf(other, api).length === 0) continue;
    const message = `Values are not written as \`x-specloom-values\` says where the body is sent as \`${other.mediaType}\`.`;
    report(diagnostic("unsupported", operation.place, message));
  }
  return written.flatMap((one) => placesOf(one, api));
}

type Bodies = Pick<OperationPlan, "body" | "otherBodies">;

function placesOf(body: BodyPlan, api: Api): readonly ValuePlace[] {
  const schema = body.shape === "fields" ? api.schemas.get(body.model)?.schema : body.schema;
  return schema === undefined ? [] : placesIn(schema, [], { api, leading: leadingToValues(schema, api) }, new Set());
}

interface Search {
  readonly api: Api;
  /** The schemas below which there is such a map; all others are left out, for there may be more ways through them than can be gone. */
  readonly leading: ReadonlySet<Schema>;
}

function placesIn(schema: Schema, at: ValuePlace["at"], search: Search, above: ReadonlySet<Schema>): readonly ValuePlace[] {
  const value = dereference(schema, search.api);
  if (above.has(value) || !search.leading.has(value)) return [];
  const within = new Set([...above, value]);
  const below = (inner: Schema, step: string | null) => placesIn(inner, [...at, step], search, within);
  if (value.kind === "array") return below(value.items, null);
  if (value.kind === "union" || value.kind === "intersection")
    return value.members.flatMap((member) => placesIn(member, at, search, within));
  if (value.kind !== "object") return [];
  return [...placeOf(value.values, at), ...value.properties.flatMap((property) => below(property.schema, property.name))];
}

/** Visits each schema once, then goes back from the maps to whatever holds them. */
function leadingToValues(root: Schema, api: Api): ReadonlySet<Schema> {
  const holders = new Map<Schema, Schema[]>([[dereference(root, api), []]]);
  for (const [schema] of holders)
    for (const inner of heldBy(schema).map((held) => dereference(held, api))) {
      const known = holders.get(inner);
      if (known === undefined) holders.set(inner, [schema]);
      else known.push(schema);
    }
  const leading = new Set([...holders.keys()].filter((schema) => schema.kind === "object" && schema.values !== undefined));
  for (const schema of leading) for (const holder of holders.get(schema) ?? []) leading.add(holder);
  return leading;
}

function heldBy(schema: Schema): readonly Schema[] {
  if (schema.kind === "array") return [schema.items];
  if (schema.kind === "union" || schema.kind === "intersection") return schema.members;
  return schema.kind === "object" ? schema.properties.map((property) => property.schema) : [];
}

function placeOf(values: Values | undefined, at: ValuePlace["at"]): readonly ValuePlace[] {
  return values === undefined ? [] : [{ at, values }];
}
