import { field, fieldsOf, scalarOf, stringOf } from "../../load/tree/fields.js";
import { readBoolean, readString } from "../../load/tree/read-fields.js";
import { toJson } from "../../load/tree/json.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import { canonicalJson, sortedSet } from "../reading/order.js";
import type { Constraint, SchemaDocs } from "../types/schema.js";
import { optionalField, readExamples, readExternalDocs } from "../reading/documentation-fields.js";

/** The keywords that limit a value without changing its type, in the order in which they are told. */
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

/** What a schema tells a reader besides its type. */
export function readSchemaDocs(node: MapNode, context: ModelContext): SchemaDocs {
  const { report } = context;
  const defaultValue = field(node, "default");
  const examples = readExamples(node, context);
  const constraints = [...constraintKeywords.flatMap((keyword) => constraint(node, keyword)), ...patternConstraints(node)];
  return {
    ...optionalField("title", readString(node, "title", report)),
    ...optionalField("description", readString(node, "description", report)),
    ...optionalField("format", readString(node, "format", report)),
    ...(defaultValue && { default: canonicalJson(toJson(defaultValue)) }),
    ...(examples.length > 0 && { examples }),
    ...(readBoolean(node, "deprecated", report) === true && { deprecated: true }),
    ...optionalField("externalDocs", readExternalDocs(node, context)),
    ...(constraints.length > 0 && { constraints }),
  };
}

function constraint(node: MapNode, keyword: string): readonly Constraint[] {
  const value = scalarOf(field(node, keyword));
  if (value === undefined || value === null || value === false) return [];
  return [{ keyword, value: typeof value === "bigint" ? value.toString() : value }];
}

/** Names that follow a pattern are told, since no type can tell them from the others. */
function patternConstraints(node: MapNode): readonly Constraint[] {
  return sortedSet(fieldsOf(field(node, "patternProperties")).keys()).map((value) => ({ keyword: "patternProperties", value }));
}

/** Whether the text of a string field holds exactly this. */
export function fieldEquals(node: Node, key: string, value: string): boolean {
  return stringOf(field(node, key)) === value;
}
