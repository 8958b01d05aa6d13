import type { Api } from "../../model/types/api.js";
import type { EventDataSchema } from "../types/response-plan.js";
import type { Schema, SchemaKey } from "../../model/types/schema.js";
import { dereference, schemaLookup } from "../../model/traversal/dereference.js";

type Format = "json" | "text";

/**
 * How the data of an event is written: text if it is described as a string, JSON if it is described as anything else, or as a string that
 * contains JSON. The members of a union may differ; a schema of which all values are written in one way is kept whole.
 */
export function eventData(schema: Schema, api: Api): readonly EventDataSchema[] {
  const formats = formatsOf(schema, api, new Set());
  const value = dereference(schema, schemaLookup(api.schemas));
  if (value.kind === "union" && (formats.size > 1 || holdsContent(value, api)))
    return value.members.filter(({ kind }) => kind !== "null").flatMap((member) => eventData(member, api));
  if (formats.size < 2) return [partOf(schema, formats.has("json") ? "json" : "text", api)];
  if (value.kind === "enum") return value.members.flatMap((member) => eventData({ ...value, members: [member] }, api));
  return [{ format: "text" }];
}

/** The same for several declarations of one property: JSON if one of them describes JSON. */
export function combinedEventData(declarations: readonly Schema[], api: Api): readonly EventDataSchema[] {
  const found = declarations.map((schema) => eventData(schema, api));
  const json = found.find((parts) => parts.some(({ format }) => format === "json"));
  return json ?? found.find((parts) => parts.some(({ schema }) => schema !== undefined)) ?? [{ format: "text" }];
}

/** Only constants are kept of texts; any other text is a string. */
function partOf(schema: Schema, format: Format, api: Api): EventDataSchema {
  const value = dereference(schema, schemaLookup(api.schemas));
  if (format === "json") return { format, schema: contentOf(value) ?? schema };
  return value.kind === "enum" ? { format, schema } : { format };
}

function contentOf(value: Schema): Schema | undefined {
  if (value.kind === "string" || value.kind === "any") return value.contentSchema;
  if (value.kind !== "intersection") return undefined;
  const [content] = value.members.flatMap((member) => contentOf(member) ?? []);
  return content;
}

/** Whether a member of a union, or of a union in it, is a string that contains JSON. */
function holdsContent(schema: Schema, api: Api, within: ReadonlySet<Schema> = new Set()): boolean {
  const value = dereference(schema, schemaLookup(api.schemas));
  if (value.kind !== "union" || within.has(value)) return contentOf(value) !== undefined;
  return value.members.some((member) => holdsContent(member, api, new Set([...within, value])));
}

/** Empty if nothing is known, or the value is null. */
function formatsOf(schema: Schema, api: Api, within: ReadonlySet<SchemaKey>): ReadonlySet<Format> {
  switch (schema.kind) {
    case "reference": {
      const target = within.has(schema.target) ? undefined : api.schemas.get(schema.target)?.schema;
      return target === undefined ? new Set() : formatsOf(target, api, new Set([...within, schema.target]));
    }
    case "any":
    case "string":
      return new Set(schema.contentSchema !== undefined ? ["json"] : schema.kind === "string" ? ["text"] : []);
    case "enum":
      return new Set(schema.members.map(({ value }) => (typeof value === "string" ? "text" : "json")));
    case "union":
      return new Set(schema.members.flatMap((member) => [...formatsOf(member, api, within)]));
    case "intersection": {
      const formats = new Set(schema.members.flatMap((member) => [...formatsOf(member, api, within)]));
      return contentOf(schema) === undefined ? formats : new Set<Format>(["json"]);
    }
    case "null":
    case "never":
      return new Set();
    case "array":
    case "tuple":
    case "boolean":
    case "number":
    case "object":
      return new Set<Format>(["json"]);
  }
}

/** Whether every value but null is an object or an array, so that its JSON is told apart from other text. */
export function isContainer(schema: Schema, api: Api, within: ReadonlySet<SchemaKey> = new Set()): boolean {
  if (schema.kind === "reference") {
    const target = within.has(schema.target) ? undefined : api.schemas.get(schema.target)?.schema;
    return target !== undefined && isContainer(target, api, new Set([...within, schema.target]));
  }
  if (schema.kind === "union")
    return schema.members.every((member) => member.kind === "null" || isContainer(member, api, within));
  if (schema.kind === "intersection") return schema.members.some((member) => isContainer(member, api, within));
  return schema.kind === "object" || schema.kind === "array" || schema.kind === "tuple";
}
