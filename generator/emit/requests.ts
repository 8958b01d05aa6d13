import type { Json } from "../load/node.js";
import type { OperationPlan, ParameterPlan, ReaderFunction } from "../plan/package.js";
import { retryFacts } from "./behaviour.js";
import { code, type Code, ident, join } from "./code.js";
import type { Imports } from "./imports.js";
import { access, key, lit } from "./literals.js";
import { localName } from "./names.js";
import { runtimeValue } from "./runtime-symbols.js";
import { headersText, pathText, queryText, type ValueOf } from "./written-parameters.js";

/** How a function takes `params` apart, and the request that it sends. */
export interface RequestText {
  /** `const { petId, ...body } = params;`, where the body's fields stand among the parameters. */
  readonly prelude: readonly Code[];
  /** `{ method: "GET", path: … }`. */
  readonly request: Code;
}

export function requestText(operation: OperationPlan, imports: Imports): RequestText {
  const mixed = operation.parameters.length > 0 && operation.body !== undefined && operation.body.shape !== "whole";
  const value: ValueOf = ({ key: name, local }) => (mixed ? ident(localName(local)) : code`params${access(name)}`);
  const fields = requestFields(operation, value, imports);
  const entries = fields.map(([name, text]) => (name === text ? code`${text}` : code`${ident(name)}: ${text}`));
  return { prelude: mixed ? [destructuring(operation.parameters)] : [], request: code`{ ${join(entries, ", ")} }` };
}

/** Field by field what the runtime's `ApiRequest` is made of; one that says nothing is left out. */
function requestFields(operation: OperationPlan, value: ValueOf, imports: Imports): readonly (readonly [string, Code])[] {
  const { body, behaviour, credentials, operation: described } = operation;
  // prettier-ignore -- One line a field of the request.
  const rows: readonly (readonly [string, Code | undefined])[] = [
    ["operation", lit(operation.qualifiedName)],
    ["method", lit(described.method)],
    ["path", pathText(operation, value, imports)],
    ["query", queryText(operation, value, imports)],
    ["headers", headersText(operation, value, imports)],
    ["body", body && bodyText(operation)],
    ["contentType", body && differing(body.mediaType, "application/json")],
    ["accept", optional(operation.accept)],
    ["read", operation.readers.length === 0 ? undefined : readerText(operation.readers, imports)],
    ["idempotent", optional(behaviour.idempotent)],
    ["retry", behaviour.retry && retryFacts(behaviour.retry, imports)],
    ["limits", optional(behaviour.limits)],
    ["security", optional(credentials)],
    ["versions", optional(described.onlyInVersions)],
  ];
  return rows.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
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

/** Several readers are asked in turn. */
function readerText(readers: readonly ReaderFunction[], imports: Imports): Code {
  const functions = readers.map((reader) => runtimeValue(imports, reader));
  const [only] = functions;
  if (functions.length === 1 && only !== undefined) return only;
  const calls = functions.map((reader) => code`${reader}(response, call)`);
  return code`(response, call) => ${join(calls, " ?? ")}`;
}

function differing(text: string, usual: string): Code | undefined {
  return text === usual ? undefined : lit(text);
}

function optional(value: Json | undefined): Code | undefined {
  return value === undefined ? undefined : lit(value);
}
