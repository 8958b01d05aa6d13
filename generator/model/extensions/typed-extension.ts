import { field, scalarOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import { reportInvalid } from "./extension-fields.js";
import { isIdentifier } from "./name-extension.js";
import type { ObjectSchema, Schema } from "../types/schema.js";
import { isStringMap } from "./values-extension.js";

const name = "x-specloom-typed";

/** `x-specloom-typed`: the name of the type parameter for a map of strings whose keys and values callers can type. */
export function readTypedExtension(
  schema: Schema,
  node: MapNode,
  { report }: ModelContext,
): Pick<ObjectSchema, "typeParameterName"> {
  const typeName = field(node, name);
  if (typeName === undefined) return {};
  const value = scalarOf(typeName);
  if (typeof value !== "string" || !isIdentifier(value)) {
    reportInvalid(report, typeName, `${quote(name)} must be the name of a type, such as ${quote("Properties")}.`);
    return {};
  }
  if (isStringMap(schema)) return { typeParameterName: value };
  const map = `a map of strings, an object whose ${quote("additionalProperties")} are strings`;
  reportInvalid(report, typeName, `${quote(name)} must be at ${map}.`);
  return {};
}
