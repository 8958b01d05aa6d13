import { field, scalarOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { isReadableName } from "../reading/name-letters.js";
import type { ModelContext } from "../reading/context.js";
import { reportInvalid } from "./extension-fields.js";

const name = "x-specloom-name";

/** `x-specloom-name` of the root: the name that the client class is derived from. */
export function readApiName(root: MapNode, context: ModelContext): string | undefined {
  return readName(field(root, name), isIdentifier, "a name such as `Tickets`", context);
}

/** `x-specloom-name` of an operation: the names of its resources and of its method, `["batch", "update"]`. */
export function readOperationName(operation: MapNode, context: ModelContext): readonly string[] | undefined {
  const isName = (text: string) => text.split(".").every(isIdentifier);
  return readName(field(operation, name), isName, "names separated by dots, such as `batch.update`", context)?.split(".");
}

/** `x-specloom-name` of a webhook or callback: the name that its types are derived from. */
export function readTypeName(operation: MapNode, context: ModelContext): string | undefined {
  return readName(field(operation, name), isIdentifier, "a name such as `OrderCreated`", context);
}

/** `x-specloom-name` of a schema: the name of its type. */
export function readSchemaName(schema: MapNode, context: ModelContext): string | undefined {
  return readName(field(schema, name), isIdentifier, "a name such as `Address`", context);
}

/** `x-specloom-name` of a server variable: the name of the client's option. */
export function readVariableOption(variable: MapNode, context: ModelContext): string | undefined {
  return readName(field(variable, name), isIdentifier, "a name such as `region`", context);
}

/** `x-specloom-name` of a parameter: its key in `params`, which need not be an identifier, as the name of the parameter. */
export function readParameterKey(parameter: MapNode, context: ModelContext): string | undefined {
  const isKey = (text: string) => /^[^\p{Cc}\p{Cf}]{1,100}$/u.test(text) && text !== "__proto__";
  return readName(field(parameter, name), isKey, "a key such as `idInQuery`", context);
}

/** An identifier of at most 100 characters that does not look like another one. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(text) || isReadableName(text);
}

function readName(
  node: Node | undefined,
  accepts: (text: string) => boolean,
  wanted: string,
  { report }: ModelContext,
): string | undefined {
  const value = scalarOf(node);
  if (typeof value === "string" && accepts(value)) return value;
  if (node !== undefined) reportInvalid(report, node, `${quote(name)} must be ${wanted}.`);
  return undefined;
}
