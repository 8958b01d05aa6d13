import type {
  IncomingParametersPlan,
  IncomingRequestPlan,
  IncomingBodyPlan,
  IncomingResponsePlan,
} from "../../plan/types/webhooks-plan.js";
import { bodyType } from "./body-types.js";
import { code, type Code, identifier } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { literal } from "../text/literals.js";
import { memberText } from "../types/model-declarations.js";
import { inlineObject, type Member } from "../types/object-types.js";
import { parameterMember } from "./params-types.js";
import { statusDoc, statusKey, responseBodyType } from "./response-types.js";
import { seeTags } from "../types/schema-comments.js";
import { typeOf, type TypeScope } from "../types/type-scope.js";
import { type MemberText, printAlias, printInterface } from "../text/structures.js";
import { codeSpan, docComment, docLink, type DocText, prose, docText } from "../text/tsdoc.js";
import { intersectionOf, primary, type TypeExpression, undefinedType, unionOf } from "../types/type-expression.js";
import type { PackageTypes } from "../types/package-types.js";

/** The scopes for webhooks and callbacks: the service sends the request, and its receiver sends the response. */
export interface IncomingScopes {
  readonly received: TypeScope;
  readonly replied: TypeScope;
}

/** Typed maps are untyped here, because these types have no type parameters. */
export function incomingScopes(types: PackageTypes, imports: Imports): IncomingScopes {
  const untyped = (scope: TypeScope): TypeScope => ({ ...scope, typeArgument: () => scope.runtime("Untyped") });
  return {
    received: untyped(types.scope("response", imports)),
    replied: { ...untyped(types.scope("request", imports)), readonlyArrays: true },
  };
}

/** The names of all types that `declareIncoming` declares. */
export function incomingTypeNames(plans: readonly IncomingRequestPlan[]): readonly string[] {
  return plans.flatMap(({ name, responsesName }) => [name, ...(responsesName === undefined ? [] : [responsesName])]);
}

/** @param after - The function whose call makes the service send the callback. */
export function declareIncoming(plan: IncomingRequestPlan, scopes: IncomingScopes, after?: string): readonly Code[] {
  const declared = { name: identifier(plan.name), docs: incomingDoc(plan, after) };
  const members = ownMembers(plan, scopes.received);
  const bodies = plan.bodies.map((body) => bodyMembers(body, plan.bodies.length > 1, scopes.received));
  const [only] = bodies;
  const request =
    bodies.length > 1
      ? printAlias({ ...declared, type: intersectionOf([object(members), unionOf(bodies.map(object))]).code })
      : printInterface({ ...declared, members: [...members, ...(only ?? [])].map(memberText) });
  return [request, ...declareReplies(plan, scopes.replied)];
}

function object(members: readonly Member[]): TypeExpression {
  return inlineObject({ members, index: undefined });
}

function incomingDoc({ incoming }: IncomingRequestPlan, after: string | undefined): DocText | undefined {
  const { summary, description, method, address, deprecated, externalDocs } = incoming;
  const to = address === undefined ? docText`` : docText` to ${codeSpan(address)}`;
  const because = after === undefined ? docText`` : docText`, after ${docLink(after)}`;
  return docComment({
    paragraphs: [
      ...(summary === undefined ? [] : [prose(summary)]),
      ...(description === undefined || description === summary ? [] : [prose(description)]),
      docText`The service sends it by ${codeSpan(method)}${to}${because}.`,
    ],
    tags: [
      ...(externalDocs === undefined ? [] : seeTags(externalDocs)),
      ...(deprecated ? [{ name: "deprecated" as const }] : []),
    ],
  });
}

function ownMembers({ incoming, parameters: parts }: IncomingRequestPlan, scope: TypeScope): readonly Member[] {
  const member = (name: string, type: TypeExpression): Member => ({ name, optional: false, type, docs: undefined });
  return [
    member("name", primary(literal(incoming.name))),
    member("method", primary(literal(incoming.method))),
    ...parts.map((part) => member(part.name, partType(part, scope))),
  ];
}

function partType({ values, querystring }: IncomingParametersPlan, scope: TypeScope): TypeExpression {
  if (querystring !== undefined) return typeOf(querystring.schema, scope);
  return object(values.map(({ key, parameter }) => parameterMember({ key, parameter, schema: parameter.schema }, scope)));
}

/** If there are several media types, `contentType` discriminates the bodies. */
function bodyMembers({ mediaType, optional, body }: IncomingBodyPlan, several: boolean, scope: TypeScope): readonly Member[] {
  return [
    ...(several ? [{ name: "contentType", optional: false, type: primary(literal(mediaType)), docs: undefined }] : []),
    { name: "body", optional, type: receivedType(body, scope), docs: undefined },
  ];
}

/** A streamed body is an `AsyncIterable`: the package does not read requests that the receiver gets. */
export function receivedType(body: IncomingBodyPlan["body"], scope: TypeScope): TypeExpression {
  return responseBodyType(body, scope, (_, item) => primary(code`AsyncIterable<${item}>`));
}

function declareReplies({ name, responsesName, responses: replies }: IncomingRequestPlan, scope: TypeScope): readonly Code[] {
  if (responsesName === undefined) return [];
  const docs = docComment({ paragraphs: [docText`Responses that the service expects to ${docLink(name)}, by status.`] });
  return [printInterface({ name: identifier(responsesName), docs, members: replies.map((reply) => replyMember(reply, scope)) })];
}

function replyMember(reply: IncomingResponsePlan, scope: TypeScope): MemberText {
  const types = reply.bodies.map(({ kind, schema }) => bodyType(kind, schema, scope));
  const { code: type } = types.length === 0 ? undefinedType : unionOf(types);
  return { name: statusKey(reply.status), type, docs: statusDoc(reply) };
}
