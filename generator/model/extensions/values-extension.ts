import { field, scalarOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import { reportInvalid, openExtension, readField } from "./extension-fields.js";
import type { ObjectSchema, Schema, ValueSerialization } from "../types/schema.js";

const name = "x-specloom-values";

/** `x-specloom-values`: a map of texts that callers may fill with numbers, truth values, lists and null as well. */
export function readValuesExtension(
  schema: Schema,
  node: MapNode,
  { report }: ModelContext,
): Pick<ObjectSchema, "valueSerialization"> {
  const map = openExtension(name, field(node, name), ["null", "list"], report);
  if (map === undefined) return {};
  if (!isStringMap(schema)) {
    reportInvalid(
      report,
      map.node,
      `${quote(name)} does not stand at a map of texts, which has ${quote("additionalProperties")} that are strings.`,
    );
    return {};
  }
  const cleared = readField(map, "null", "a text", (value) => stringOrUndefined(scalarOf(value)));
  const list = readField(map, "list", "a text that is not empty", (value) => {
    const said = stringOrUndefined(scalarOf(value));
    return said === "" ? undefined : said;
  });
  const valueSerialization: ValueSerialization = { ...(cleared && { null: cleared.value }), ...(list && { list: list.value }) };
  return { valueSerialization };
}

function stringOrUndefined(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Named properties have types of their own, so that a map has none. */
export function isStringMap(schema: Schema): boolean {
  if (schema.kind !== "object" || typeof schema.additional === "string" || schema.properties.length > 0) return false;
  const { additional } = schema;
  const kinds = additional.kind === "union" ? additional.members.map(({ kind }) => kind) : [additional.kind];
  return kinds.includes("string") && kinds.every((kind) => kind === "string" || kind === "null");
}
