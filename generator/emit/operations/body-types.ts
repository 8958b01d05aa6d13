import type { Schema } from "../../model/types/schema.js";
import type { BodyKind, BodyPlan } from "../../plan/types/body-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { code } from "../text/code.js";
import { lit } from "../text/literals.js";
import { inlineObject, type Member, objectText } from "../types/object-types.js";
import { schemaDoc } from "../types/schema-comments.js";
import { modelType } from "../types/model-types.js";
import { bytesToSend } from "../types/type-rules.js";
import { typeOf, type TypeScope } from "../types/type-scope.js";
import { codeSpan, comment, words } from "../text/tsdoc.js";
import { arrayOf, intersectionOf, primary, type TypeText, unionOf, unknownType } from "../types/type-expression.js";

const record: TypeText = primary(code`{ [key: string]: unknown }`);

/** The type of a body that is one field of `params`, where its schema does not say it: by what writes it. */
const wholeTypes: Readonly<Record<BodyKind, (schema: TypeText | undefined) => TypeText>> = {
  json: (schema = unknownType) => schema,
  form: (schema = record) => schema,
  multipart: (schema = record) => schema,
  multipartMixed: (schema = arrayOf(unknownType, true)) => schema,
  jsonLines: iterable,
  jsonSequence: iterable,
  eventStream: iterable,
  text: () => primary(code`string`),
  bytes: () => bytesToSend,
};

function iterable(item: TypeText = unknownType): TypeText {
  return unionOf([primary(code`Iterable<${item.code}>`), primary(code`AsyncIterable<${item.code}>`)]);
}

/** The type of a body that stands by itself, as whoever sends it hands it in. */
export function sentType(kind: BodyKind, schema: Schema | undefined, scope: TypeScope): TypeText {
  return wholeTypes[kind](schema && typeOf(schema, scope));
}

/** The types that a body adds to `params` by its fields. */
export function flatTypes(body: BodyPlan | undefined, scope: TypeScope): readonly TypeText[] {
  if (body?.shape === "fields") return [modelType(body.model, scope)];
  if (body?.shape !== "inline") return [];
  return [typeOf(body.schema, scope)];
}

/** The member of `params` that is the body. */
export function wholeBody(body: BodyPlan | undefined, scope: TypeScope): readonly Member[] {
  if (body?.shape !== "whole") return [];
  const { key, required, schema, kind } = body;
  const docs = schema && comment(schemaDoc(schema, scope.schemas));
  return [{ name: key, optional: !required, type: sentType(kind, schema, scope), docs }];
}

/** Media types that take the same; the first group holds the one that is sent unless another is chosen. */
export type BodyGroup = readonly [BodyPlan, ...BodyPlan[]];

export function groupBodies({ body, otherBodies }: OperationPlan, scope: TypeScope): readonly BodyGroup[] {
  const groups = new Map<string, [BodyPlan, ...BodyPlan[]]>();
  for (const one of [...(body ? [body] : []), ...otherBodies]) {
    const identity = signature(one, scope);
    const group = groups.get(identity);
    if (group === undefined) groups.set(identity, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

function signature(body: BodyPlan, scope: TypeScope): string {
  const members = wholeBody(body, scope).map(({ name, optional, type }) => `${name}${optional ? "?" : ""}: ${type.code}`);
  return [...flatTypes(body, scope).map((type) => type.code), ...members].join("\n");
}

/** The member of `params` that chooses the media type. */
export function choiceMember({ body, contentTypeKey }: OperationPlan, group: BodyGroup): readonly Member[] {
  if (contentTypeKey === undefined || body === undefined) return [];
  const usual = group.includes(body);
  const docs = usual
    ? comment({ paragraphs: [words`The media type of the body. Default: ${codeSpan(body.mediaType)}.`] })
    : undefined;
  return [{ name: contentTypeKey, optional: usual, type: unionOf(group.map(({ mediaType }) => primary(lit(mediaType)))), docs }];
}

/** One alternative a group: `{ contentType: "text/csv"; body: string }`. */
export function alternatives(operation: OperationPlan, groups: readonly BodyGroup[], scope: TypeScope): TypeText {
  return unionOf(
    groups.map((group) => {
      const [body] = group;
      const own = [...choiceMember(operation, group), ...wholeBody(body, scope)];
      const fields = body.shape === "inline" && body.schema.kind === "object" && objectText(body.schema, scope);
      if (fields && fields.index === undefined) return inlineObject({ members: [...own, ...fields.members], index: undefined });
      return intersectionOf([...flatTypes(body, scope), inlineObject({ members: own, index: undefined })]);
    }),
  );
}
