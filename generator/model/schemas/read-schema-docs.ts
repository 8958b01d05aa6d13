import { field, fieldsOf, itemsOf, scalarOf, stringOf } from "../../load/tree/fields.js";
import { readBoolean, readMap, readString } from "../../load/tree/read-fields.js";
import { toJson } from "../../load/tree/json.js";
import type { Json, MapNode, Node } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import { followed } from "../reading/context.js";
import { canonicalJson, sortedBy, sortedSet } from "../reading/order.js";
import type { Constraint, ExternalDocs, SchemaDocs } from "../types/schema.js";

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
export function readDocs(node: MapNode, context: ModelContext): SchemaDocs {
  const { report } = context;
  const defaultValue = field(node, "default");
  const examples = readExamples(node, context);
  const constraints = [...constraintKeywords.flatMap((keyword) => constraint(node, keyword)), ...patternConstraints(node)];
  return {
    ...present("title", readString(node, "title", report)),
    ...present("description", readString(node, "description", report)),
    ...present("format", readString(node, "format", report)),
    ...(defaultValue && { default: canonicalJson(toJson(defaultValue)) }),
    ...(examples.length > 0 && { examples }),
    ...(readBoolean(node, "deprecated", report) === true && { deprecated: true }),
    ...present("externalDocs", readExternalDocs(node, context)),
    ...(constraints.length > 0 && { constraints }),
  };
}

/** An object with one field, or with none where there is nothing to hold: absent members stay absent. An empty text says nothing. */
export function present<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return value === undefined || value === "" ? {} : ({ [key]: value } as { readonly [K in Key]?: Value });
}

export function readExternalDocs(node: MapNode, { report }: ModelContext): ExternalDocs | undefined {
  const docs = readMap(node, "externalDocs", report);
  const url = readString(docs, "url", report);
  return url === undefined ? undefined : { url, ...present("description", readString(docs, "description", report)) };
}

/**
 * `example`, then `examples`: of a schema a list of values, of a parameter or a media type a map of Example Objects, in order of name.
 * Examples that stand elsewhere (`externalValue`) or are given as text only are left out.
 */
export function readExamples(node: MapNode, context: ModelContext): readonly Json[] {
  const examples = field(node, "examples");
  const named = sortedBy(fieldsOf(examples), ([name]) => name).map(([, example]) => followed(context, example));
  const values = named.map((example) => field(example, "value") ?? field(example, "dataValue"));
  return [field(node, "example"), ...itemsOf(examples), ...values].flatMap((value) =>
    value ? [canonicalJson(toJson(value))] : [],
  );
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
export function says(node: Node, key: string, value: string): boolean {
  return stringOf(field(node, key)) === value;
}
