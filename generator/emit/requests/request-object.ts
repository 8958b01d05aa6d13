import type { Json } from "../../load/tree/node.js";
import type { EventFormats, ReaderPlan } from "../../plan/types/response-plan.js";
import type { BodyPlan, SerializedMapPlan } from "../../plan/types/body-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { retryFacts } from "./retry-facts.js";
import { code, type Code, identifier, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { literal } from "../text/literals.js";
import { printObject, printProperty, type PropertyCode } from "../text/object-literal.js";
import { ownAccess, ownObject } from "../text/own-properties.js";
import { localName } from "./local-names.js";
import { runtimeValue } from "../text/runtime-symbols.js";
import { baseUrlCode } from "./base-url.js";
import { bodyCode, contentTypeCode } from "./request-bodies.js";
import { cookiesCode, headersCode, pathCode, queryCode, type ParameterValue } from "./request-parameters.js";

/** The code that sends one request: for a body of one media type, if the operation accepts several. */
export interface RequestCode {
  /** `const { petId, ...body } = params;`, if `params` contains parameters as well as the properties of the body. */
  readonly prelude: readonly Code[];
  /** `{ method: "GET", path: … }`. */
  readonly request: Code;
}

/** The request with the default media type. */
export function defaultRequest(operation: OperationPlan, imports: Imports): RequestCode {
  return requestCode(operation, operation.body, imports);
}

/** A return statement, or a `switch` with one for each media type of the body. */
export function sendStatements(operation: OperationPlan, imports: Imports): readonly Code[] {
  const defaultStatements = sendCase(defaultRequest(operation, imports));
  const { contentTypeKey, otherBodies } = operation;
  if (contentTypeKey === undefined) return defaultStatements;
  const cases = otherBodies.map((body) => {
    const statements = sendCase(requestCode(operation, body, imports));
    return code`case ${literal(body.mediaType)}: { ${join(statements, "\n")} }`;
  });
  return [
    code`switch (${ownAccess(code`params`, contentTypeKey, imports)}) { ${join(cases, "\n")}\ndefault: { ${join(defaultStatements, "\n")} } }`,
  ];
}

function sendCase({ prelude, request }: RequestCode): readonly Code[] {
  return [...prelude, code`return client.send(${request}, options);`];
}

function requestCode(operation: OperationPlan, body: BodyPlan | undefined, imports: Imports): RequestCode {
  const { parameters, contentTypeKey } = operation;
  const mixed = body !== undefined && body.shape !== "whole" && (parameters.length > 0 || contentTypeKey !== undefined);
  const value: ParameterValue = ({ key: name, local }) =>
    mixed ? identifier(localName(local)) : ownAccess(code`params`, name, imports);
  const properties = requestProperties(operation, body, mixed ? code`body` : code`params`, value, imports);
  const prelude = mixed ? [destructuring(operation, imports)] : [];
  return { prelude, request: printObject(properties) ?? code`{}` };
}

/** The properties of the runtime's `ApiRequest`; those that are not needed are left out. */
function requestProperties(
  operation: OperationPlan,
  body: BodyPlan | undefined,
  bodyFields: Code,
  value: ParameterValue,
  imports: Imports,
): readonly PropertyCode[] {
  const { retryAndRateLimits, credentials, operation: described } = operation;
  const maps = body === operation.body ? operation.serializedMaps : [];
  return [
    ["operation", literal(operation.qualifiedName)],
    ["method", literal(described.method)],
    ["path", pathCode(operation, value, imports)],
    ["baseUrl", baseUrlCode(described.servers ?? [], operation.serverOptions ?? [], imports)],
    ["query", queryCode(operation, value, imports)],
    ["headers", headersCode(operation, value, imports)],
    ["cookies", cookiesCode(operation, value, imports)],
    ["body", body && serializedBody(bodyCode(body, bodyFields, imports), maps, imports)],
    ["contentType", body && contentTypeCode(body)],
    ["accept", optionalLiteral(operation.acceptHeader)],
    ["read", operation.readers.length === 0 ? undefined : readerCode(operation.readers, imports)],
    ["idempotent", optionalLiteral(retryAndRateLimits.idempotent)],
    ["retry", retryAndRateLimits.retry && retryFacts(retryAndRateLimits.retry, imports)],
    ["limits", optionalLiteral(retryAndRateLimits.rateLimitBuckets)],
    ["security", optionalLiteral(credentials)],
    ["versions", optionalLiteral(described.onlyInVersions)],
  ];
}

/** Serializes property values that the service expects as strings: numbers, booleans, dates, arrays, null. */
function serializedBody(body: Code, places: readonly SerializedMapPlan[] = [], imports: Imports): Code {
  if (places.length === 0) return body;
  const rules = places.map(({ path: at, values }) => literal({ at, ...values }));
  return code`${runtimeValue(imports, "serializeMaps")}(${body}, [${join(rules, ", ")}])`;
}

function destructuring({ parameters, contentTypeKey }: OperationPlan, imports: Imports): Code {
  const names = parameters.map(({ key: name, local }) => printProperty(name, identifier(localName(local))));
  const contentType = contentTypeKey === undefined ? [] : [printProperty(contentTypeKey, code`contentType`)];
  const keys = [...parameters.map(({ key }) => key), contentTypeKey ?? ""];
  const given = ownObject(code`params`, keys, imports);
  return code`const { ${join([...names, ...contentType], ", ")}, ...body } = ${given};`;
}

/** The function that reads the response. Of several, each returns undefined for responses of other media types. */
function readerCode(readers: readonly ReaderPlan[], imports: Imports): Code {
  const functions = readers.map((reader) => readerFunction(reader, imports));
  const [only] = functions;
  if (functions.length === 1 && only !== undefined) return only;
  const calls = functions.map((reader) => code`${reader}(response, call)`);
  return code`(response, call) => ${join(calls, " ?? ")}`;
}

/** `readMixedEvents({ delta: "json", done: "text" })` */
function readerFunction({ function: name, events }: ReaderPlan, imports: Imports): Code {
  const reader = runtimeValue(imports, name);
  return events === undefined ? reader : code`${reader}(${join(eventFormats(events), ", ")})`;
}

/** Without the second argument, the data of other events is JSON or text, whatever it looks like. */
function eventFormats({ formats, otherFormat }: EventFormats): readonly Code[] {
  const named = literal(Object.fromEntries(formats));
  return otherFormat === "either" ? [named] : [named, literal(otherFormat)];
}

function optionalLiteral(value: Json | undefined): Code | undefined {
  return value === undefined ? undefined : literal(value);
}
