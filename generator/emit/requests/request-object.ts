import type { Json } from "../../load/tree/node.js";
import type { ReaderFunction } from "../../plan/types/response-plan.js";
import type { BodyPlan, SerializedMapPlan } from "../../plan/types/body-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { retryFacts } from "./retry-facts.js";
import { code, type Code, ident, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { access, key, lit } from "../text/literals.js";
import { localName } from "./local-names.js";
import { runtimeValue } from "../text/runtime-symbols.js";
import { baseUrlText } from "./base-url.js";
import { bodyText, contentTypeText } from "./request-bodies.js";
import { cookiesText, headersText, pathText, queryText, type ValueOf } from "./request-parameters.js";

/** How a function takes `params` apart, and the request that it sends, for one media type of its body. */
export interface RequestText {
  /** `const { petId, ...body } = params;`, where the body's fields stand among the parameters. */
  readonly prelude: readonly Code[];
  /** `{ method: "GET", path: … }`. */
  readonly request: Code;
}

/** The request as it is sent unless another media type is chosen. */
export function usualRequest(operation: OperationPlan, imports: Imports): RequestText {
  return requestText(operation, operation.body, imports);
}

/** One return; a branch for each media type of the body where there are several. */
export function sendStatements(operation: OperationPlan, imports: Imports): readonly Code[] {
  const usual = sendStatement(usualRequest(operation, imports));
  const { contentTypeKey: choice, otherBodies } = operation;
  if (choice === undefined) return usual;
  const cases = otherBodies.map((body) => {
    const statements = sendStatement(requestText(operation, body, imports));
    return code`case ${lit(body.mediaType)}: { ${join(statements, "\n")} }`;
  });
  return [code`switch (params${access(choice)}) { ${join(cases, "\n")}\ndefault: { ${join(usual, "\n")} } }`];
}

function sendStatement({ prelude, request }: RequestText): readonly Code[] {
  return [...prelude, code`return client.send(${request}, options);`];
}

function requestText(operation: OperationPlan, body: BodyPlan | undefined, imports: Imports): RequestText {
  const { parameters, contentTypeKey } = operation;
  const mixed = body !== undefined && body.shape !== "whole" && (parameters.length > 0 || contentTypeKey !== undefined);
  const value: ValueOf = ({ key: name, local }) => (mixed ? ident(localName(local)) : code`params${access(name)}`);
  const fields = requestFields(operation, body, mixed ? code`body` : code`params`, value, imports);
  const entries = fields.map(([name, text]) => (name === text ? code`${text}` : code`${ident(name)}: ${text}`));
  const prelude = mixed ? [destructuring(operation)] : [];
  return { prelude, request: code`{ ${join(entries, ", ")} }` };
}

/** Field by field what the runtime's `ApiRequest` is made of; one that says nothing is left out. */
function requestFields(
  operation: OperationPlan,
  body: BodyPlan | undefined,
  flat: Code,
  value: ValueOf,
  imports: Imports,
): readonly (readonly [string, Code])[] {
  const { retryAndRateLimits: behaviour, credentials, operation: described } = operation;
  // prettier-ignore -- One line a field of the request.
  const rows: readonly (readonly [string, Code | undefined])[] = [
    ["operation", lit(operation.qualifiedName)],
    ["method", lit(described.method)],
    ["path", pathText(operation, value, imports)],
    ["baseUrl", baseUrlText(described.servers ?? [], operation.serverOptions ?? [], imports)],
    ["query", queryText(operation, value, imports)],
    ["headers", headersText(operation, value, imports)],
    ["cookies", cookiesText(operation, value, imports)],
    ["body", body && withValues(bodyText(body, flat, imports), body === operation.body ? operation.serializedMaps : [], imports)],
    ["contentType", body && contentTypeText(body)],
    ["accept", optional(operation.acceptHeader)],
    ["read", operation.readers.length === 0 ? undefined : readerText(operation.readers, imports)],
    ["idempotent", optional(behaviour.idempotent)],
    ["retry", behaviour.retry && retryFacts(behaviour.retry, imports)],
    ["limits", optional(behaviour.rateLimitBuckets)],
    ["security", optional(credentials)],
    ["versions", optional(described.onlyInVersions)],
  ];
  return rows.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
}

/** Texts of the body that callers may hand in as other values. */
function withValues(body: Code, places: readonly SerializedMapPlan[] = [], imports: Imports): Code {
  if (places.length === 0) return body;
  const rules = places.map(({ path: at, values }) => lit({ at, ...values }));
  return code`${runtimeValue(imports, "withValues")}(${body}, [${join(rules, ", ")}])`;
}

function destructuring({ parameters, contentTypeKey }: OperationPlan): Code {
  const names = parameters.map(({ key: name, local }) => property(name, localName(local)));
  const choice = contentTypeKey === undefined ? [] : [property(contentTypeKey, "contentType")];
  return code`const { ${join([...names, ...choice], ", ")}, ...body } = params;`;
}

function property(name: string, local: string): Code {
  const variable = ident(local);
  return key(name) === variable ? variable : code`${key(name)}: ${variable}`;
}

/** Several readers are asked in turn. */
function readerText(readers: readonly ReaderFunction[], imports: Imports): Code {
  const functions = readers.map((reader) => runtimeValue(imports, reader));
  const [only] = functions;
  if (functions.length === 1 && only !== undefined) return only;
  const calls = functions.map((reader) => code`${reader}(response, call)`);
  return code`(response, call) => ${join(calls, " ?? ")}`;
}

function optional(value: Json | undefined): Code | undefined {
  return value === undefined ? undefined : lit(value);
}
