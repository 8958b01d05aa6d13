import type { Schema } from "../../model/types/schema.js";
import type { BodyKind, BodyPlan } from "../../plan/types/body-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { code } from "../text/code.js";
import { literal } from "../text/literals.js";
import { withoutImports } from "../types/interface-shapes.js";
import { inlineObject, type Member, objectMembers } from "../types/object-types.js";
import { schemaDoc } from "../types/schema-comments.js";
import { modelType } from "../types/type-references.js";
import { binaryInput } from "../types/type-rules.js";
import { typeOf, type TypeScope } from "../types/type-scope.js";
import { codeSpan, docComment, docText } from "../text/tsdoc.js";
import { arrayOf, intersectionOf, primary, type TypeExpression, unionOf, unknownType } from "../types/type-expression.js";

const record: TypeExpression = primary(code`{ [key: string]: unknown }`);

/** The type of a body that is one property of `params`, by the function that serializes it. */
const typesByBodyKind: Readonly<Record<BodyKind, (schema: TypeExpression | undefined) => TypeExpression>> = {
  json: (schema = unknownType) => schema,
  form: (schema = record) => schema,
  multipart: (schema = record) => schema,
  multipartMixed: (schema = arrayOf(unknownType, true)) => schema,
  jsonLines: iterable,
  jsonSequence: iterable,
  eventStream: iterable,
  text: () => primary(code`string`),
  bytes: () => binaryInput,
};

function iterable(item: TypeExpression = unknownType): TypeExpression {
  return unionOf([primary(code`Iterable<${item.code}>`), primary(code`AsyncIterable<${item.code}>`)]);
}

/** The type of a whole body for whoever sends it. */
export function bodyType(kind: BodyKind, schema: Schema | undefined, scope: TypeScope): TypeExpression {
  return typesByBodyKind[kind](schema && typeOf(schema, scope));
}

/** The types with the properties of the body, if these are properties of `params`. */
export function spreadBodyTypes(body: BodyPlan | undefined, scope: TypeScope): readonly TypeExpression[] {
  if (body === undefined || body.shape === "whole") return [];
  return [withOperator(body, body.shape === "fields" ? modelType(body.model, scope) : typeOf(body.schema, scope), scope)];
}

/** `MergePatch<Pet>` */
function withOperator({ typeOperator }: BodyPlan, type: TypeExpression, scope: TypeScope): TypeExpression {
  return typeOperator === undefined ? type : primary(code`${scope.runtime(typeOperator)}<${type.code}>`);
}

/** The member of `params` that contains the body, if it is one property of `params`. */
export function bodyMember(body: BodyPlan | undefined, scope: TypeScope): readonly Member[] {
  if (body?.shape !== "whole") return [];
  const { key, required, schema, kind } = body;
  const docs = schema && docComment(schemaDoc(schema, scope.schemas));
  const type = bodyType(kind, schema, scope);
  return [{ name: key, optional: !required, type: schema === undefined ? type : withOperator(body, type, scope), docs }];
}

/** Media types whose bodies have the same type. The first group contains the default media type. */
export type MediaTypeGroup = readonly [BodyPlan, ...BodyPlan[]];

export function groupMediaTypes({ body, otherBodies }: OperationPlan, scope: TypeScope): readonly MediaTypeGroup[] {
  const groups = new Map<string, [BodyPlan, ...BodyPlan[]]>();
  for (const plan of [...(body ? [body] : []), ...otherBodies]) {
    const type = typeKey(plan, withoutImports(scope));
    const group = groups.get(type);
    if (group === undefined) groups.set(type, [plan]);
    else group.push(plan);
  }
  return [...groups.values()];
}

function typeKey(body: BodyPlan, scope: TypeScope): string {
  const members = bodyMember(body, scope).map(({ name, optional, type }) => `${name}${optional ? "?" : ""}: ${type.code}`);
  return [...spreadBodyTypes(body, scope).map((type) => type.code), ...members].join("\n");
}

/** The member of `params` that selects the media type. */
export function contentTypeMember({ body, contentTypeKey }: OperationPlan, group: MediaTypeGroup): readonly Member[] {
  if (contentTypeKey === undefined || body === undefined) return [];
  const isDefault = group.includes(body);
  const docs = isDefault
    ? docComment({ paragraphs: [docText`The media type of the body. Default: ${codeSpan(body.mediaType)}.`] })
    : undefined;
  return [
    { name: contentTypeKey, optional: isDefault, type: unionOf(group.map(({ mediaType }) => primary(literal(mediaType)))), docs },
  ];
}

/** A union with one alternative for each group: `{ contentType: "text/csv"; body: string }`. */
export function bodyAlternatives(operation: OperationPlan, groups: readonly MediaTypeGroup[], scope: TypeScope): TypeExpression {
  return unionOf(
    groups.map((group) => {
      const [body] = group;
      const members = [...contentTypeMember(operation, group), ...bodyMember(body, scope)];
      const isInline = body.shape === "inline" && body.typeOperator === undefined;
      const fields = isInline && body.schema.kind === "object" && objectMembers(body.schema, scope);
      if (fields && fields.index === undefined)
        return inlineObject({ members: [...members, ...fields.members], index: undefined });
      return intersectionOf([...spreadBodyTypes(body, scope), inlineObject({ members: members, index: undefined })]);
    }),
  );
}
