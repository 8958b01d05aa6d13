import { field, fieldsOf, scalarOf, stringOf } from "../../load/tree/fields.js";
import { readBoolean, readString } from "../../load/tree/read-fields.js";
import { toJson } from "../../load/tree/json.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import { canonicalJson, sortedSet } from "../reading/order.js";
import type { Constraint, SchemaDocs } from "../types/schema.js";
import { readSchemaName } from "../extensions/name-extension.js";
import { readExamples, readExternalDocs } from "../reading/documentation-fields.js";

/** Keywords that constrain a value without changing its type, in the order in which they are documented. */
const constraintKeywords = [
  "minLength",
  "maxLength",
  "pattern",
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "contentEncoding",
  "contentMediaType",
] as const;

/** The documentation of a schema and the constraints that its type cannot express. */
export function readSchemaDocs(node: MapNode, context: ModelContext): SchemaDocs {
  const { report } = context;
  const docs: WritableDocs = {};
  // Most schemas have one or two of these. To spread an object for each of nine takes several times as long.
  const add = <Key extends keyof SchemaDocs>(key: Key, value: SchemaDocs[Key]): void => {
    if (value !== undefined && value !== "") docs[key] = value;
  };
  const defaultValue = field(node, "default");
  const examples = readExamples(node, context);
  const constraints = readConstraints(node);
  add("title", readString(node, "title", report));
  add("description", readString(node, "description", report));
  add("typeName", readSchemaName(node, context));
  add("format", readString(node, "format", report));
  if (defaultValue) docs.default = canonicalJson(toJson(defaultValue));
  if (examples.length > 0) docs.examples = examples;
  if (readBoolean(node, "deprecated", report) === true) docs.deprecated = true;
  add("externalDocs", readExternalDocs(node, context));
  if (constraints.length > 0) docs.constraints = constraints;
  return docs;
}

type WritableDocs = { -readonly [Key in keyof SchemaDocs]: SchemaDocs[Key] };

function readConstraints(node: MapNode): readonly Constraint[] {
  const constraints: Constraint[] = [];
  for (const keyword of constraintKeywords) {
    const value = scalarOf(node.fields.get(keyword));
    if (value === undefined || value === null || value === false) continue;
    constraints.push({ keyword, value: typeof value === "bigint" ? value.toString() : value });
  }
  return node.fields.has("patternProperties") ? [...constraints, ...patternConstraints(node)] : constraints;
}

/** Patterns of property names are documented, because a type cannot express them. */
function patternConstraints(node: MapNode): readonly Constraint[] {
  return sortedSet(fieldsOf(field(node, "patternProperties")).keys()).map((value) => ({ keyword: "patternProperties", value }));
}

/** Whether a field is this string. */
export function fieldEquals(node: Node, key: string, value: string): boolean {
  return stringOf(field(node, key)) === value;
}
