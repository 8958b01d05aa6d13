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
  return schema === undefined ? [] : placesIn(schema, [], api, new Set());
}

function placesIn(schema: Schema, at: ValuePlace["at"], api: Api, above: ReadonlySet<Schema>): readonly ValuePlace[] {
  const value = dereference(schema, api);
  if (above.has(value)) return [];
  const within = new Set([...above, value]);
  const below = (inner: Schema, step: string | null) => placesIn(inner, [...at, step], api, within);
  if (value.kind === "array") return below(value.items, null);
  if (value.kind === "union" || value.kind === "intersection")
    return value.members.flatMap((member) => placesIn(member, at, api, within));
  if (value.kind !== "object") return [];
  return [...placeOf(value.values, at), ...value.properties.flatMap((property) => below(property.schema, property.name))];
}

function placeOf(values: Values | undefined, at: ValuePlace["at"]): readonly ValuePlace[] {
  return values === undefined ? [] : [{ at, values }];
}
