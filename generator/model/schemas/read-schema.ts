import { diagnostic } from "../../diagnostics.js";
import { field, scalarOf, stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { expectString, readList, reportWrongType } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import type { Schema } from "../types/schema.js";
import { readSchemaDocs } from "./read-schema-docs.js";
import { withConditionalProperties } from "./conditional-properties.js";
import { anySchema, schemaBase, type SchemaReader } from "./schema-reader.js";
import { checkExtensionNames } from "../extensions/extension-names.js";
import { readingRules } from "./reading-rules.js";
import { readTypedExtension } from "../extensions/typed-extension.js";
import { readValuesExtension } from "../extensions/values-extension.js";

/** Reads a Schema Object. A node that is not a schema is reported and read as a schema without constraints. */
export function readSchema(node: Node, context: ModelContext): Schema {
  return readAny(node, context, readSchemaDocs);
}

/** Reads a schema with the documentation that `readDocs` finds; without `readDocs` it has none. */
function readAny(node: Node, context: ModelContext, readDocs?: typeof readSchemaDocs): Schema {
  if (node.kind !== "map") return readBooleanSchema(node, context);
  checkKeywords(node, context);
  const rule = readingRules.find(({ matches }) => matches(node));
  const reader = readerOf(context);
  const read = rule?.read(node, reader) ?? anySchema(node);
  // A list of types reads the schema again with each of its types.
  const schema = rule?.name === "list of types" ? read : withConditionalProperties(read, node, reader);
  checkExtensionNames(node, "a schema", context);
  return {
    ...schema,
    ...readContentSchema(schema, node, context),
    ...readTypedExtension(schema, node, context),
    ...readValuesExtension(schema, node, context),
    docs: readDocs === undefined ? {} : { ...schema.docs, ...readDocs(node, context) },
    place: node.place,
  };
}

const readers = new WeakMap<ModelContext, SchemaReader>();

/** One for all schemas of a description. */
function readerOf(context: ModelContext): SchemaReader {
  const known = readers.get(context);
  if (known !== undefined) return known;
  const reader: SchemaReader = {
    context,
    read: (inner) => readSchema(inner, context),
    readUndocumented: (inner) => readAny(inner, context),
  };
  readers.set(context, reader);
  return reader;
}

/** JSON within a string, or within a value of unknown type. An encoded string contains no JSON before it is decoded. */
function readContentSchema(schema: Schema, node: MapNode, context: ModelContext): { readonly contentSchema?: Schema } {
  if ((schema.kind !== "string" && schema.kind !== "any") || node.fields.has("contentEncoding")) return {};
  const mediaType = stringOf(field(node, "contentMediaType")) ?? "application/json";
  const written = field(node, "contentSchema");
  return written !== undefined && /[/+]json\s*(?:;|$)/i.test(mediaType) ? { contentSchema: readSchema(written, context) } : {};
}

function readBooleanSchema(node: Node, { report }: ModelContext): Schema {
  const value = scalarOf(node);
  if (typeof value !== "boolean") reportWrongType(node, "A schema", "a map", report);
  return value === false ? { kind: "never", ...schemaBase(node) } : anySchema(node);
}

const typeNames: ReadonlySet<string> = new Set(["null", "boolean", "object", "array", "number", "string", "integer"]);

/** Keywords that a type cannot express and that are too long for a comment. */
const ignoredKeywords = ["not", "if", "dependentSchemas", "dependentRequired", "contains", "propertyNames"] as const;

function checkKeywords(node: MapNode, { report }: ModelContext): void {
  readList(node, "enum", report);
  checkType(node, report);
  for (const key of ignoredKeywords) {
    const found = field(node, key);
    if (found === undefined) continue;
    const message = `The keyword ${quote(key)} constrains values in a way that a type cannot express, and is ignored.`;
    report({ ...diagnostic("unsupported", found.place, message), severity: "note" });
  }
}

function checkType(node: MapNode, report: ModelContext["report"]): void {
  const type = field(node, "type");
  if (type?.kind === "map") reportWrongType(type, quote("type"), "a string or a list of strings", report);
  const typeNodes = type?.kind === "list" ? type.items : type?.kind === "scalar" ? [type] : [];
  for (const item of typeNodes) {
    const text = expectString(item, quote("type"), report);
    if (text !== undefined && !typeNames.has(text)) report(unknownType(text, item));
  }
}

function unknownType(text: string, node: Node) {
  const help = `Write one of ${[...typeNames].map(quote).join(", ")}.`;
  return diagnostic("invalid-value", node.place, `${quote("type")} is ${quote(text)}, which is not a JSON Schema type.`, {
    help,
  });
}
