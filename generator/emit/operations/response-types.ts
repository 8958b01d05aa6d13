import type { EventPlan, EventsPlan, ResponseBodyPlan, ResponsePlan } from "../../plan/types/response-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { describedResponses } from "../../plan/responses/described-responses.js";
import { code, type Code, identifier } from "../text/code.js";
import { Imports } from "../text/imports.js";
import { propertyKey, literal } from "../text/literals.js";
import { functionName } from "../requests/local-names.js";
import { type RuntimeSymbol, runtimeType } from "../text/runtime-symbols.js";
import { literalUnion } from "../types/literal-types.js";
import { typeOf, type TypeScope } from "../types/type-scope.js";
import { type MemberText, printInterface } from "../text/structures.js";
import { codeSpan, docComment, docLink, type DocText, joinDocText, prose, docText } from "../text/tsdoc.js";
import { mapNamesInResponses, typeParameters } from "../types/type-parameters.js";
import { intersectionOf, primary, type TypeExpression, undefinedType, unionOf, unknownType } from "../types/type-expression.js";

/** The interface with the bodies of the responses by status code, and that with their described headers. */
export function declareResponses(operation: OperationPlan, imports: Imports, scope: TypeScope): readonly Code[] {
  const docs = docComment({ paragraphs: [docText`Responses of ${docLink(functionName(operation.name))}, by status.`] });
  const members = operation.responses.map((response) => responseMember(response, imports, scope));
  const parameters = typeParameters(mapNamesInResponses(operation, scope), scope);
  const bodies = { name: identifier(operation.responsesName), typeParameters: parameters, docs, members };
  if (operation.responseHeadersName === undefined) return [printInterface(bodies)];
  const name = identifier(operation.responseHeadersName);
  const base = code`${runtimeType(imports, "DescribedHeaders")}<${name}>`;
  return [printInterface({ ...bodies, extends: [base] }), declareHeaders(name, operation, imports)];
}

function declareHeaders(name: Code, { name: method, responses }: OperationPlan, imports: Imports): Code {
  const described = responses.filter(({ headers }) => headers.length > 0);
  const docs = docComment({
    paragraphs: [docText`The headers that responses of ${docLink(functionName(method))} have, by status.`],
  });
  return printInterface({ name, docs, members: described.map((response) => headersMember(response, imports)) });
}

function headersMember({ status, headers }: ResponsePlan, imports: Imports): MemberText {
  const names = unionOf(headers.map(({ name }) => primary(literal(name))));
  const type = code`${runtimeType(imports, "TypedHeaders")}<${names.code}>`;
  return { name: statusKey(status), type, docs: statusDoc({ headers }) };
}

/**
 * The type that a call resolves with: the union of the bodies of successful responses. An inline object type is read from the interface of the
 * responses (`GetResponses[200]`), so that it is declared once and tooltips stay short.
 */
export function resultType({ responses }: OperationPlan, declaration: Code, imports: Imports, scope: TypeScope): TypeExpression {
  const successful = describedResponses(responses);
  if (successful.length === 0) return unknownType;
  if (successful.every(({ body }) => body.kind === "none")) return primary(code`void`);
  return unionOf(successful.map((response) => namedBody(response, declaration, imports, scope)));
}

function namedBody(response: ResponsePlan, declaration: Code, imports: Imports, scope: TypeScope): TypeExpression {
  if (!hasObject(response, scope)) return bodyType(response, imports, scope);
  return primary(code`${declaration}[${statusLiteral(response.status)}]`);
}

/** Whether the type of a body contains an inline object. It is written with names as they are, so that nothing is imported for it. */
function hasObject(response: ResponsePlan, scope: TypeScope): boolean {
  const unimported: TypeScope = { ...scope, model: identifier, runtime: identifier };
  return bodyType(response, new Imports("any", []), unimported).code.includes("{");
}

function responseMember(response: ResponsePlan, imports: Imports, scope: TypeScope): MemberText {
  const { code: type } = bodyType(response, imports, scope);
  return { name: statusKey(response.status), type, docs: statusDoc({ description: response.description, headers: [] }) };
}

interface Documented extends Pick<ResponsePlan, "headers"> {
  readonly description?: string | undefined;
}

/** The description of a response and of its headers. */
export function statusDoc({ description, headers }: Documented): DocText | undefined {
  const list = headers.map(({ name, description: about, deprecated }) => {
    const text = about === undefined ? docText`` : docText`: ${prose(about.replace(/\s+/g, " "))}`;
    return deprecated ? docText`- ${codeSpan(name)} (deprecated)${text}` : docText`- ${codeSpan(name)}${text}`;
  });
  return docComment({
    paragraphs: [
      ...(description === undefined ? [] : [prose(description)]),
      ...(list.length === 0 ? [] : [docText`Headers:\n${joinDocText(list, "\n")}`]),
    ],
  });
}

/** Status codes are numbers, so that comparing `response.status` narrows; ranges (`4XX`) and `default` are strings. */
export function statusKey(status: string): Code {
  return isStatusCode(status) ? statusLiteral(status) : propertyKey(status);
}

function statusLiteral(status: string): Code {
  return literal(isStatusCode(status) ? Number(status) : status);
}

function isStatusCode(status: string): boolean {
  return /^[1-5][0-9]{2}$/.test(status);
}

function bodyType({ body, otherBodies }: ResponsePlan, imports: Imports, scope: TypeScope): TypeExpression {
  return unionOf([body, ...otherBodies].map((one) => streamableBodyType(one, imports, scope)));
}

function streamableBodyType(body: ResponseBodyPlan, imports: Imports, scope: TypeScope): TypeExpression {
  return responseBodyType(body, scope, (symbol, item) => primary(code`${runtimeType(imports, symbol)}<${item}>`));
}

/** Makes the type of a streamed body: of the runtime type with this name, and the type of its items. */
type StreamType = (symbol: RuntimeSymbol, item: Code) => TypeExpression;

type JsonBody = Extract<ResponseBodyPlan, { readonly kind: "json" }>;

export function responseBodyType(body: ResponseBodyPlan, scope: TypeScope, stream: StreamType): TypeExpression {
  switch (body.kind) {
    case "json":
      return jsonType(body, scope);
    case "unknown":
    case "undescribed":
      return unknownType;
    case "text":
      return primary(code`string`);
    case "binary":
      return primary(code`Blob`);
    case "none":
      return undefinedType;
    case "events":
      return eventsType(body, scope, stream);
    case "json lines":
    case "json sequence":
      return stream("ItemStream", typeOf(body.schema, scope).code);
    case "unknown lines":
    case "unknown sequence":
      return stream("ItemStream", code`unknown`);
  }
}

function jsonType({ schema, mergePatch }: JsonBody, scope: TypeScope): TypeExpression {
  const type = typeOf(schema, scope);
  return mergePatch === true ? primary(code`${scope.runtime("MergePatch")}<${type.code}>`) : type;
}

/** Events of several kinds are a union that narrows when `event` is compared; it is open, because a service may add events later. */
function eventsType({ events, open }: EventsPlan, scope: TypeScope, stream: StreamType): TypeExpression {
  const [only, ...others] = events;
  if (only !== undefined && others.length === 0 && only.names === undefined)
    return stream("EventStream", eventDataType(only, scope).code);
  const unknown = primary(code`${scope.runtime("UnknownVariant")}<${literal("event")}>`);
  const kinds = events.map((event) => eventType(event, scope));
  return stream(
    "ItemStream",
    unionOf([...kinds, ...(open ? [intersectionOf([serverSentEvent(unknownType, scope), unknown])] : [])]).code,
  );
}

function eventType(event: EventPlan, scope: TypeScope): TypeExpression {
  const type = serverSentEvent(eventDataType(event, scope), scope);
  return event.names === undefined ? type : intersectionOf([type, primary(code`{ event: ${literalUnion(event.names)} }`)]);
}

function serverSentEvent(data: TypeExpression, scope: TypeScope): TypeExpression {
  return primary(code`${scope.runtime("ServerSentEvent")}<${data.code}>`);
}

function eventDataType({ data }: EventPlan, scope: TypeScope): TypeExpression {
  return unionOf(data.map(({ schema }) => (schema === undefined ? primary(code`string`) : typeOf(schema, scope))));
}
