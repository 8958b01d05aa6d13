import { diagnostic } from "../../diagnostics.js";
import { field } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import {
  expectMap,
  expectString,
  readBoolean,
  readList,
  readMap,
  readString,
  requireField,
} from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { Parameter, ParameterIn, PathTemplate } from "../types/operation.js";
import { readContents } from "../bodies/read-media-types.js";
import { checkExtensionNames } from "../extensions/extension-names.js";
import { readParameterKey } from "../extensions/name-extension.js";
import type { ModelContext } from "../reading/context.js";
import { followReference } from "../reading/context.js";
import { compareStrings } from "../reading/order.js";
import { structuralKey } from "../reading/canonical-schemas.js";
import { readStyle } from "../bodies/read-style.js";
import { withPathQueryParameters } from "../paths/path-query.js";
import { matchPathParameters } from "../paths/path-parameters.js";
import { optionalField, readExamples } from "../reading/documentation-fields.js";
import { anySchema } from "../schemas/schema-reader.js";
import { unionOf } from "../schemas/combine-schemas.js";
import { readSchema } from "../schemas/read-schema.js";

const locations: readonly ParameterIn[] = ["path", "query", "querystring", "header", "cookie"];

/** Header parameters that OpenAPI ignores, because media types and security schemes define them. */
const ignoredHeaders: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

/**
 * The parameters of an operation and of its path; those of the operation take precedence. Path parameters are in the order of the
 * template, the others by location and name.
 */
export function readParameters(
  item: MapNode,
  operation: MapNode,
  path: PathTemplate,
  context: ModelContext,
): readonly Parameter[] {
  const parameters = withPathQueryParameters(mergedParameters(item, operation, context), path, operation, context);
  const declared = parameters.filter((parameter) => parameter.in === "path");
  const others = sortedParameters(parameters.filter((parameter) => parameter.in !== "path"));
  checkQueryString(others, path, context);
  return [...matchPathParameters(declared, path, operation, context), ...others];
}

/** The same for a webhook or callback, which has no path template: by location and name. */
export function readIncomingParameters(item: MapNode, operation: MapNode, context: ModelContext): readonly Parameter[] {
  const parameters = sortedParameters(mergedParameters(item, operation, context));
  checkQueryString(parameters, {}, context);
  return parameters;
}

function mergedParameters(item: MapNode, operation: MapNode, context: ModelContext): readonly Parameter[] {
  return [...new Map([...parametersOf(item, context), ...parametersOf(operation, context)]).values()];
}

function sortedParameters(parameters: readonly Parameter[]): readonly Parameter[] {
  return [...parameters].sort((a, b) => locations.indexOf(a.in) - locations.indexOf(b.in) || compareStrings(a.name, b.name));
}

/** The `parameters` of an operation or path item by location and name, which identify a parameter; header names are case-insensitive. */
function parametersOf(owner: MapNode, context: ModelContext): ReadonlyMap<string, Parameter> {
  const found = new Map<string, Parameter>();
  for (const node of readList(owner, "parameters", context.report)?.items ?? []) {
    const parameter = readParameter(node, context);
    if (parameter === undefined) continue;
    const key = `${parameter.in} ${parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name}`;
    const other = found.get(key);
    if (other) context.report(duplicateParameter(parameter, other));
    found.set(key, other ? combinedParameter(other, parameter) : parameter);
  }
  return found;
}

function readParameter(written: Node, context: ModelContext): Parameter | undefined {
  const node = expectMap(followReference(context, written), "A parameter", context.report);
  if (node === undefined) return undefined;
  const name = expectString(requireField(node, "name", "The parameter", context.report), "`name`", context.report);
  const location = readLocation(node, context);
  if (name === undefined || location === undefined || (location === "header" && ignoredHeaders.has(name.toLowerCase())))
    return undefined;
  const { report } = context;
  checkExtensionNames(node, "a parameter", context);
  return {
    name,
    ...optionalField("key", readParameterKey(node, context)),
    in: location,
    required: (readBoolean(node, "required", report) ?? false) || location === "path",
    ...readStyle(node, location, context),
    allowReserved: readBoolean(node, "allowReserved", report) ?? false,
    ...(readBoolean(node, "allowEmptyValue", report) === true && { allowEmptyValue: true }),
    ...readValue(node, context),
    ...optionalField("description", readString(node, "description", report)),
    deprecated: readBoolean(node, "deprecated", report) ?? false,
    examples: readExamples(node, context),
    place: written.place,
    ...(node !== written && { declaredAt: node.place }),
  };
}

function readLocation(node: MapNode, context: ModelContext): ParameterIn | undefined {
  const text = expectString(requireField(node, "in", "The parameter", context.report), "`in`", context.report);
  const location = locations.find((known) => known === text);
  if (text === undefined || location !== undefined) return location;
  const help = `Write one of ${locations.map(quote).join(", ")}.`;
  const message = `The parameter location ${quote(text)} does not exist in OpenAPI.`;
  context.report(diagnostic("invalid-value", node.place, message, { help }));
  return undefined;
}

/** A parameter has a `schema`, or `content` with the one media type that its value is serialized in. */
function readValue(node: MapNode, context: ModelContext): Pick<Parameter, "schema" | "mediaType"> {
  const [content] = readContents(readMap(node, "content", context.report), context);
  if (content) return { schema: content.schema ?? anySchema(node), mediaType: content.mediaType };
  const schema = field(node, "schema");
  return { schema: schema ? readSchema(schema, context) : anySchema(node) };
}

/** One parameter for two declarations: it takes what either takes. All else is that of one of them, whatever their order. */
function combinedParameter(a: Parameter, b: Parameter): Parameter {
  const [first, second] = comparableText(a) <= comparableText(b) ? [a, b] : [b, a];
  const isSame = structuralKey(first.schema) === structuralKey(second.schema);
  const schema = isSame ? first.schema : unionOf(first.schema, [first.schema, second.schema]);
  return { ...first, required: a.required && b.required, deprecated: a.deprecated && b.deprecated, schema };
}

/** Two equal declarations are repaired; different ones are combined with a warning. */
function duplicateParameter(parameter: Parameter, other: Parameter) {
  const name = `The ${parameter.in} parameter ${quote(parameter.name)}`;
  if (comparableText(parameter) === comparableText(other))
    return diagnostic("repaired", parameter.place, `${name} is declared twice in the same way; one was kept. (same parameter)`);
  return diagnostic(
    "parameter-duplicate",
    parameter.place,
    `${name} is declared twice with different definitions; it takes the values of both.`,
    {
      help: "Remove one of them.",
    },
  );
}

function comparableText({ schema, ...parameter }: Parameter): string {
  const { required, style, explode, allowReserved, mediaType, description, deprecated, examples } = parameter;
  const others = [required, style, explode, allowReserved, mediaType, description, deprecated, examples];
  return JSON.stringify(others) + structuralKey(schema);
}

/** A `querystring` parameter excludes other query parameters (OpenAPI 3.2, 4.12.1). */
function checkQueryString(
  parameters: readonly Parameter[],
  { query = [] }: Pick<PathTemplate, "query">,
  { report }: ModelContext,
): void {
  const queries = parameters.filter((parameter) => parameter.in === "query" || parameter.in === "querystring");
  const queryString = queries.find((parameter) => parameter.in === "querystring");
  if (queryString === undefined || queries.length + query.length === 1) return;
  const message = `The parameter ${quote(queryString.name)} is the entire query string, but there are other query parameters.`;
  report(
    diagnostic("invalid-value", queryString.place, message, {
      help: "Describe the whole query in one parameter, or each query parameter by itself.",
    }),
  );
}
