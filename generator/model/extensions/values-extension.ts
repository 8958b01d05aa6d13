import { field, scalarOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import { reportInvalid, openExtension, readField } from "./extension-fields.js";
import type { ObjectSchema, Schema, ValueSerialization } from "../types/schema.js";

const name = "x-specloom-values";

/** `x-specloom-values`: how numbers, booleans, arrays and null are serialized into a map of strings. */
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
      `${quote(name)} must be at a map of strings, an object whose ${quote("additionalProperties")} are strings.`,
    );
    return {};
  }
  const nullValue = readField(map, "null", "a string", (value) => stringOrUndefined(scalarOf(value)));
  const list = readField(map, "list", "a non-empty string", (value) => {
    const separator = stringOrUndefined(scalarOf(value));
    return separator === "" ? undefined : separator;
  });
  const valueSerialization: ValueSerialization = {
    ...(nullValue && { null: nullValue.value }),
    ...(list && { list: list.value }),
  };
  return { valueSerialization };
}

function stringOrUndefined(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** An object without declared properties whose additional properties are strings, or strings and null. */
export function isStringMap(schema: Schema): boolean {
  if (schema.kind !== "object" || typeof schema.additional === "string" || schema.properties.length > 0) return false;
  const { additional } = schema;
  const kinds = additional.kind === "union" ? additional.members.map(({ kind }) => kind) : [additional.kind];
  return kinds.includes("string") && kinds.every((kind) => kind === "string" || kind === "null");
}
