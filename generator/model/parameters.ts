import { diagnostic } from "../diagnostics.js";
import {
  code,
  expectMap,
  expectString,
  field,
  readBoolean,
  readList,
  readMap,
  readString,
  requireField,
} from "../load/fields.js";
import type { MapNode, Node } from "../load/node.js";
import type { Parameter, ParameterIn, PathTemplate } from "./api.js";
import { readContents } from "./contents.js";
import type { ModelContext } from "./context.js";
import { followed } from "./context.js";
import { compareText } from "./order.js";
import { readStyle } from "./parameter-styles.js";
import { present, readExamples } from "./schema-docs.js";
import { anySchema } from "./schema-reader.js";
import { readSchema } from "./schemas.js";

const places: readonly ParameterIn[] = ["path", "query", "querystring", "header", "cookie"];

/** Headers that media types and security decide about: OpenAPI ignores a parameter of such a name. */
const ignoredHeaders: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

/**
 * The parameters of an operation: those of its path and its own, of which its own win. Path parameters come in the order of the
 * template, the others by place and name.
 */
export function readParameters(
  item: MapNode,
  operation: MapNode,
  path: PathTemplate,
  context: ModelContext,
): readonly Parameter[] {
  const parameters = [...new Map([...readOwn(item, context), ...readOwn(operation, context)]).values()];
  const order = (parameter: Parameter) => (parameter.in === "path" ? namesOf(path).indexOf(parameter.name) : 0);
  const sorted = parameters.sort(
    (a, b) => places.indexOf(a.in) - places.indexOf(b.in) || order(a) - order(b) || compareText(a.name, b.name),
  );
  checkPathParameters(sorted, path, operation, context);
  checkQueryString(sorted, context);
  return sorted;
}

/** The parameters that one map lists, by what makes a parameter unique: its place and its name, of a header without regard to case. */
function readOwn(holder: MapNode, context: ModelContext): ReadonlyMap<string, Parameter> {
  const found = new Map<string, Parameter>();
  for (const node of readList(holder, "parameters", context.report)?.items ?? []) {
    const parameter = readParameter(node, context);
    if (parameter === undefined) continue;
    const key = `${parameter.in} ${parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name}`;
    if (found.has(key)) context.report(duplicate(parameter));
    else found.set(key, parameter);
  }
  return found;
}

function readParameter(written: Node, context: ModelContext): Parameter | undefined {
  const node = expectMap(followed(context, written), "A parameter", context.report);
  if (node === undefined) return undefined;
  const name = expectString(requireField(node, "name", "The parameter", context.report), "`name`", context.report);
  const place = readPlace(node, context);
  if (name === undefined || place === undefined || (place === "header" && ignoredHeaders.has(name.toLowerCase())))
    return undefined;
  const { report } = context;
  return {
    name,
    in: place,
    required: (readBoolean(node, "required", report) ?? false) || place === "path",
    ...readStyle(node, place, context),
    allowReserved: readBoolean(node, "allowReserved", report) ?? false,
    ...(readBoolean(node, "allowEmptyValue", report) === true && { allowEmptyValue: true }),
    ...readValue(node, context),
    ...present("description", readString(node, "description", report)),
    deprecated: readBoolean(node, "deprecated", report) ?? false,
    examples: readExamples(node, context),
    place: written.place,
  };
}

function readPlace(node: MapNode, context: ModelContext): ParameterIn | undefined {
  const text = expectString(requireField(node, "in", "The parameter", context.report), "`in`", context.report);
  const place = places.find((known) => known === text);
  if (text === undefined || place !== undefined) return place;
  const help = `Write one of ${places.map(code).join(", ")}.`;
  const message = `The parameter's place ${code(text)} is none that OpenAPI knows.`;
  context.report(diagnostic("invalid-value", node.place, message, { help }));
  return undefined;
}

/** A parameter has a `schema`, or `content` with the one media type that its value is written in. */
function readValue(node: MapNode, context: ModelContext): Pick<Parameter, "schema" | "mediaType"> {
  const [content] = readContents(readMap(node, "content", context.report), context);
  if (content) return { schema: content.schema ?? anySchema(node), mediaType: content.mediaType };
  const schema = field(node, "schema");
  return { schema: schema ? readSchema(schema, context) : anySchema(node) };
}

function namesOf(path: PathTemplate): readonly string[] {
  return path.segments.flatMap((segment) => (typeof segment === "string" ? [] : [segment.parameter]));
}

function checkPathParameters(
  parameters: readonly Parameter[],
  path: PathTemplate,
  operation: MapNode,
  { report }: ModelContext,
): void {
  const declared = parameters.filter((parameter) => parameter.in === "path");
  const names = namesOf(path);
  for (const name of names.filter((wanted) => !declared.some((parameter) => parameter.name === wanted))) {
    const help = "Add it to the `parameters` of the operation or of the path.";
    const message = `The path ${code(path.text)} contains the parameter ${code(name)}, which is not declared.`;
    report(diagnostic("path-parameter-undeclared", operation.place, message, { help }));
  }
  for (const parameter of declared.filter(({ name }) => !names.includes(name))) {
    const help = `Write ${code(`{${parameter.name}}`)} where it belongs in the path, or take the parameter out.`;
    const message = `The path parameter ${code(parameter.name)} does not stand in the path ${code(path.text)}.`;
    report(diagnostic("path-parameter-unused", parameter.place, message, { help }));
  }
}

/** OpenAPI 3.2, 4.12.1: a parameter that is the whole query leaves no room for another one. */
function checkQueryString(parameters: readonly Parameter[], { report }: ModelContext): void {
  const queries = parameters.filter((parameter) => parameter.in === "query" || parameter.in === "querystring");
  const whole = queries.find((parameter) => parameter.in === "querystring");
  if (whole === undefined || queries.length === 1) return;
  const message = `The parameter ${code(whole.name)} is the whole query, but there are other parameters of the query.`;
  report(
    diagnostic("invalid-value", whole.place, message, {
      help: "Describe the whole query in one parameter, or each part by itself.",
    }),
  );
}

function duplicate(parameter: Parameter) {
  const message = `The ${parameter.in} parameter ${code(parameter.name)} is declared twice.`;
  return diagnostic("parameter-duplicate", parameter.place, message, { help: "Take one of them out." });
}
