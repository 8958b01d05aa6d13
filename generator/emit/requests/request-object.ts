import type { Json } from "../../load/tree/node.js";
import type { ReaderFunction } from "../../plan/types/response-plan.js";
import type { BodyPlan, SerializedMapPlan } from "../../plan/types/body-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { retryFacts } from "./retry-facts.js";
import { code, type Code, identifier, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { propertyAccess, propertyKey, literal } from "../text/literals.js";
import { localName } from "./local-names.js";
import { runtimeValue } from "../text/runtime-symbols.js";
import { baseUrlCode } from "./base-url.js";
import { bodyCode, contentTypeCode } from "./request-bodies.js";
import { cookiesCode, headersCode, pathCode, queryCode, type ParameterValue } from "./request-parameters.js";

/** How a function takes `params` apart, and the request that it sends, for one media type of its body. */
export interface RequestCode {
  /** `const { petId, ...body } = params;`, where the body's fields stand among the parameters. */
  readonly prelude: readonly Code[];
  /** `{ method: "GET", path: … }`. */
  readonly request: Code;
}

/** The request as it is sent unless another media type is chosen. */
export function defaultRequest(operation: OperationPlan, imports: Imports): RequestCode {
  return requestCode(operation, operation.body, imports);
}

/** One return; a branch for each media type of the body where there are several. */
export function sendStatements(operation: OperationPlan, imports: Imports): readonly Code[] {
  const usual = sendStatement(defaultRequest(operation, imports));
  const { contentTypeKey: choice, otherBodies } = operation;
  if (choice === undefined) return usual;
  const cases = otherBodies.map((body) => {
    const statements = sendStatement(requestCode(operation, body, imports));
    return code`case ${literal(body.mediaType)}: { ${join(statements, "\n")} }`;
  });
  return [code`switch (params${propertyAccess(choice)}) { ${join(cases, "\n")}\ndefault: { ${join(usual, "\n")} } }`];
}

function sendStatement({ prelude, request }: RequestCode): readonly Code[] {
  return [...prelude, code`return client.send(${request}, options);`];
}

function requestCode(operation: OperationPlan, body: BodyPlan | undefined, imports: Imports): RequestCode {
  const { parameters, contentTypeKey } = operation;
  const mixed = body !== undefined && body.shape !== "whole" && (parameters.length > 0 || contentTypeKey !== undefined);
  const value: ParameterValue = ({ key: name, local }) =>
    mixed ? identifier(localName(local)) : code`params${propertyAccess(name)}`;
  const fields = requestFields(operation, body, mixed ? code`body` : code`params`, value, imports);
  const entries = fields.map(([name, text]) => (name === text ? code`${text}` : code`${identifier(name)}: ${text}`));
  const prelude = mixed ? [destructuring(operation)] : [];
  return { prelude, request: code`{ ${join(entries, ", ")} }` };
}

/** Field by field what the runtime's `ApiRequest` is made of; one that says nothing is left out. */
function requestFields(
  operation: OperationPlan,
  body: BodyPlan | undefined,
  flat: Code,
  value: ParameterValue,
  imports: Imports,
): readonly (readonly [string, Code])[] {
  const { retryAndRateLimits: behaviour, credentials, operation: described } = operation;
  // prettier-ignore -- One line a field of the request.
  const rows: readonly (readonly [string, Code | undefined])[] = [
    ["operation", literal(operation.qualifiedName)],
    ["method", literal(described.method)],
    ["path", pathCode(operation, value, imports)],
    ["baseUrl", baseUrlCode(described.servers ?? [], operation.serverOptions ?? [], imports)],
    ["query", queryCode(operation, value, imports)],
    ["headers", headersCode(operation, value, imports)],
    ["cookies", cookiesCode(operation, value, imports)],
    [
      "body",
      body && serializedBody(bodyCode(body, flat, imports), body === operation.body ? operation.serializedMaps : [], imports),
    ],
    ["contentType", body && contentTypeCode(body)],
    ["accept", optionalLiteral(operation.acceptHeader)],
    ["read", operation.readers.length === 0 ? undefined : readerCode(operation.readers, imports)],
    ["idempotent", optionalLiteral(behaviour.idempotent)],
    ["retry", behaviour.retry && retryFacts(behaviour.retry, imports)],
    ["limits", optionalLiteral(behaviour.rateLimitBuckets)],
    ["security", optionalLiteral(credentials)],
    ["versions", optionalLiteral(described.onlyInVersions)],
  ];
  return rows.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
}

/** Texts of the body that callers may hand in as other values. */
function serializedBody(body: Code, places: readonly SerializedMapPlan[] = [], imports: Imports): Code {
  if (places.length === 0) return body;
  const rules = places.map(({ path: at, values }) => literal({ at, ...values }));
  return code`${runtimeValue(imports, "serializeMaps")}(${body}, [${join(rules, ", ")}])`;
}

function destructuring({ parameters, contentTypeKey }: OperationPlan): Code {
  const names = parameters.map(({ key: name, local }) => bindingProperty(name, localName(local)));
  const choice = contentTypeKey === undefined ? [] : [bindingProperty(contentTypeKey, "contentType")];
  return code`const { ${join([...names, ...choice], ", ")}, ...body } = params;`;
}

function bindingProperty(name: string, local: string): Code {
  const variable = identifier(local);
  return propertyKey(name) === variable ? variable : code`${propertyKey(name)}: ${variable}`;
}

/** Several readers are asked in turn. */
function readerCode(readers: readonly ReaderFunction[], imports: Imports): Code {
  const functions = readers.map((reader) => runtimeValue(imports, reader));
  const [only] = functions;
  if (functions.length === 1 && only !== undefined) return only;
  const calls = functions.map((reader) => code`${reader}(response, call)`);
  return code`(response, call) => ${join(calls, " ?? ")}`;
}

function optionalLiteral(value: Json | undefined): Code | undefined {
  return value === undefined ? undefined : literal(value);
}
