import type { OperationPlan, ResponsePlan } from "../plan/package.js";
import { code, type Code, ident } from "./code.js";
import { key, lit } from "./literals.js";
import { functionName } from "./names.js";
import { typeOf, type TypeScope } from "./schema-types.js";
import { type MemberText, printInterface } from "./structures.js";
import { comment, docLink, prose, words } from "./tsdoc.js";
import { primary, type TypeText, undefinedType, unionOf, unknownType } from "./type-text.js";

/** The declaration of what an operation answers, by status. */
export function declareResponses(operation: OperationPlan, scope: TypeScope): Code {
  const docs = comment({ paragraphs: [words`What ${docLink(functionName(operation.name))} answers, by status.`] });
  const members = operation.responses.map((response) => responseMember(response, scope));
  return printInterface({ name: ident(operation.responsesName), docs, members });
}

/**
 * The type of the data that a call resolves with: whatever the successful statuses carry. A body without a name is read from the
 * interface of the responses, so that it is written once and a hover stays short.
 */
export function dataType({ responses }: OperationPlan, declaration: Code, scope: TypeScope): TypeText {
  const successes = responses.filter(({ status }) => status.startsWith("2"));
  const answers = successes.length > 0 ? successes : responses.filter(({ status }) => status === "default");
  if (answers.length === 0) return unknownType;
  if (answers.every(({ body }) => body.kind === "none")) return primary(code`void`);
  return unionOf(answers.map((response) => namedBody(response, declaration, scope)));
}

function namedBody(response: ResponsePlan, declaration: Code, scope: TypeScope): TypeText {
  const type = bodyType(response, scope);
  return type.code.includes("{") ? primary(code`${declaration}[${statusLiteral(response.status)}]`) : type;
}

function responseMember(response: ResponsePlan, scope: TypeScope): MemberText {
  const { status, description } = response;
  const docs = description === undefined ? undefined : comment({ paragraphs: [prose(description)] });
  return { name: statusKey(status), type: bodyType(response, scope).code, docs };
}

/** A status is a number of three digits, so that comparing `response.status` narrows; ranges and `default` are names. */
function statusKey(status: string): Code {
  return isNumber(status) ? statusLiteral(status) : key(status);
}

function statusLiteral(status: string): Code {
  return lit(isNumber(status) ? Number(status) : status);
}

function isNumber(status: string): boolean {
  return /^[1-5][0-9]{2}$/.test(status);
}

function bodyType({ body }: ResponsePlan, scope: TypeScope): TypeText {
  if (body.kind === "json") return typeOf(body.schema, scope);
  const types = { unknown: unknownType, text: primary(code`string`), binary: primary(code`Blob`), none: undefinedType };
  return types[body.kind];
}
