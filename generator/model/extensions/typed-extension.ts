import { field, scalarOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import { reportInvalid } from "./extension-fields.js";
import { isIdentifier } from "./name-extension.js";
import type { ObjectSchema, Schema } from "../types/schema.js";
import { isStringMap } from "./values-extension.js";

const name = "x-specloom-typed";

/** `x-specloom-typed`: a map of texts whose keys and values are the caller's to type, and what that type is called. */
export function readTypedExtension(
  schema: Schema,
  node: MapNode,
  { report }: ModelContext,
): Pick<ObjectSchema, "typeParameterName"> {
  const said = field(node, name);
  if (said === undefined) return {};
  const value = scalarOf(said);
  if (typeof value !== "string" || !isIdentifier(value)) {
    reportInvalid(report, said, `${quote(name)} must be the name of a type, such as ${quote("Properties")}.`);
    return {};
  }
  if (isStringMap(schema)) return { typeParameterName: value };
  const map = `a map of texts, which has ${quote("additionalProperties")} that are strings`;
  reportInvalid(report, said, `${quote(name)} does not stand at ${map}.`);
  return {};
}
