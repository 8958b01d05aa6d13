import { field, fieldsOf, scalarOf, stringOf } from "../../load/tree/fields.js";
import { readBoolean, readString } from "../../load/tree/read-fields.js";
import { toJson } from "../../load/tree/json.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import { canonicalJson, sortedSet } from "../reading/order.js";
import type { Constraint, SchemaDocs } from "../types/schema.js";
import { readSchemaName } from "../extensions/name-extension.js";
import { optionalField, readExamples, readExternalDocs } from "../reading/documentation-fields.js";

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
  const defaultValue = field(node, "default");
  const examples = readExamples(node, context);
  const constraints = readConstraints(node);
  return {
    ...optionalField("title", readString(node, "title", report)),
    ...optionalField("description", readString(node, "description", report)),
    ...optionalField("typeName", readSchemaName(node, context)),
    ...optionalField("format", readString(node, "format", report)),
    ...(defaultValue && { default: canonicalJson(toJson(defaultValue)) }),
    ...(examples.length > 0 && { examples }),
    ...(readBoolean(node, "deprecated", report) === true && { deprecated: true }),
    ...optionalField("externalDocs", readExternalDocs(node, context)),
    ...(constraints.length > 0 && { constraints }),
  };
}

function readConstraints(node: MapNode): readonly Constraint[] {
  const constraints: Constraint[] = [];
  for (const keyword of constraintKeywords) {
    const value = scalarOf(node.fields.get(keyword));
    if (value === undefined || value === null || value === false) continue;
    constraints.push({ keyword, value: typeof value === "bigint" ? value.toString() : value });
  }
  return [...constraints, ...patternConstraints(node)];
}

/** Patterns of property names are documented, because a type cannot express them. */
function patternConstraints(node: MapNode): readonly Constraint[] {
  if (!node.fields.has("patternProperties")) return [];
  return sortedSet(fieldsOf(field(node, "patternProperties")).keys()).map((value) => ({ keyword: "patternProperties", value }));
}

/** Whether a field is this string. */
export function fieldEquals(node: Node, key: string, value: string): boolean {
  return stringOf(field(node, key)) === value;
}
