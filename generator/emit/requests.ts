import type { Json } from "../load/node.js";
import type { PathTemplate } from "../model/api.js";
import type { OperationPlan, ParameterPlan } from "../plan/package.js";
import { code, type Code, ident, join } from "./code.js";
import type { Imports } from "./imports.js";
import { access, key, lit, pathLiteral } from "./literals.js";
import { localName } from "./names.js";
import { runtimeValue } from "./runtime-symbols.js";
import { isWritable } from "./wire-kinds.js";
import type { TypeScope } from "./schema-types.js";

/** How a function takes `params` apart, and the request that it sends. */
export interface RequestText {
  /** `const { petId, ...body } = params;`, where the body's fields stand among the parameters. */
  readonly prelude: readonly Code[];
  /** `{ method: "GET", path: … }`. */
  readonly request: Code;
}

/** The value of a parameter where the request is written. */
type ValueOf = (parameter: ParameterPlan) => Code;

export function requestText(operation: OperationPlan, imports: Imports, scope: TypeScope): RequestText {
  const mixed = operation.parameters.length > 0 && operation.body !== undefined && operation.body.shape !== "whole";
  const value: ValueOf = ({ key: name, local }) => (mixed ? ident(localName(local)) : code`params${access(name)}`);
  const fields = requestFields(operation, value, imports, scope);
  const entries = fields.map(([name, text]) => (name === text ? code`${text}` : code`${ident(name)}: ${text}`));
  return { prelude: mixed ? [destructuring(operation.parameters)] : [], request: code`{ ${join(entries, ", ")} }` };
}

/** Field by field what the runtime's `ApiRequest` is made of; one that says nothing is left out. */
function requestFields(
  operation: OperationPlan,
  value: ValueOf,
  imports: Imports,
  scope: TypeScope,
): readonly (readonly [string, Code])[] {
  const { body, credentials, operation: described } = operation;
  const query = parametersIn("query", operation);
  const headers = parametersIn("header", operation);
  const accept = acceptedTypes(operation);
  // prettier-ignore -- One line a field of the request.
  const rows: readonly (readonly [string, Code | undefined])[] = [
    ["operation", lit(operation.qualifiedName)],
    ["method", lit(described.method)],
    ["path", pathTemplate(operation, value, imports)],
    ["query", queryText(query, described.path, (parameter) => queryValue(parameter, value, imports, scope))],
    ["headers", headers.length === 0 ? undefined : record(entriesOf(headers, value))],
    ["body", body && bodyText(operation)],
    ["contentType", body && differing(body.mediaType, "application/json")],
    ["accept", accept.length === 0 ? undefined : differing(accept.join(", "), "application/json")],
    ["idempotent", optional(described.retry?.idempotent)],
    ["security", optional(credentials)],
    ["versions", optional(described.onlyInVersions)],
  ];
  return rows.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
}

function parametersIn(place: "query" | "header", { parameters }: OperationPlan): readonly ParameterPlan[] {
  return parameters.filter(({ parameter }) => parameter.in === place);
}

/** What the path itself asks for (`/pets?view=full`), then the parameters. */
function queryText(parameters: readonly ParameterPlan[], { query = [] }: PathTemplate, value: ValueOf): Code | undefined {
  const fixed = query.flatMap((item) => ("value" in item ? [code`${key(item.name)}: ${lit(item.value)}`] : []));
  const entries = [...fixed, ...entriesOf(parameters, value)];
  return entries.length === 0 ? undefined : record(entries);
}

function entriesOf(parameters: readonly ParameterPlan[], value: ValueOf): readonly Code[] {
  return parameters.map((plan) => {
    const name = key(plan.parameter.name);
    const text = value(plan);
    return name === text ? text : code`${name}: ${text}`;
  });
}

function record(entries: readonly Code[]): Code {
  return code`{ ${join(entries, ", ")} }`;
}

function queryValue(plan: ParameterPlan, value: ValueOf, imports: Imports, scope: TypeScope): Code {
  if (plan.style === undefined || !isWritable(plan, scope.schemas)) return value(plan);
  return code`${runtimeValue(imports, plan.style)}(${value(plan)})`;
}

function pathTemplate({ operation, parameters }: OperationPlan, value: ValueOf, imports: Imports): Code {
  const byName = new Map(
    parameters.filter(({ parameter }) => parameter.in === "path").map((plan) => [plan.parameter.name, plan]),
  );
  const parts = operation.path.segments.map((segment) => {
    if (typeof segment === "string") return pathLiteral(segment);
    const plan = byName.get(segment.parameter);
    if (plan === undefined) throw new TypeError(`No parameter was planned for ${JSON.stringify(segment.parameter)}.`);
    return code`\${${value(plan)}}`;
  });
  return code`${runtimeValue(imports, "path")}\`${join(parts, "")}\``;
}

function bodyText({ body, parameters }: OperationPlan): Code {
  if (body?.shape === "whole") return code`params${access(body.key)}`;
  return parameters.length === 0 ? code`params` : code`body`;
}

function destructuring(parameters: readonly ParameterPlan[]): Code {
  const names = parameters.map(({ key: name, local }) => {
    const variable = ident(localName(local));
    return key(name) === variable ? variable : code`${key(name)}: ${variable}`;
  });
  return code`const { ${join(names, ", ")}, ...body } = params;`;
}

/** What the operation answers in when it succeeds, as far as these are media types. */
function acceptedTypes({ operation }: OperationPlan): readonly string[] {
  const answers = operation.responses.filter(({ status }) => status.startsWith("2"));
  const types = answers.flatMap(({ contents }) => contents.map(({ mediaType }) => mediaType));
  return [...new Set(types)].filter((type) => /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(type));
}

function differing(text: string, usual: string): Code | undefined {
  return text === usual ? undefined : lit(text);
}

function optional(value: Json | undefined): Code | undefined {
  return value === undefined ? undefined : lit(value);
}
