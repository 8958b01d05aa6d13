import type { BodyPlan } from "../../plan/types/body-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { ParameterPlan } from "../../plan/types/parameter-plan.js";
import { bodyAlternatives, contentTypeMember, spreadBodyTypes, groupMediaTypes, bodyMember } from "./body-types.js";
import { type Code, identifier } from "../text/code.js";
import { declareInterface } from "../types/model-declarations.js";
import { literal } from "../text/literals.js";
import { functionName } from "../requests/local-names.js";
import { inlineObject, type Member, memberType } from "../types/object-types.js";
import { docWithDescription, schemaDoc } from "../types/schema-comments.js";
import { typeOf, type TypeScope } from "../types/type-scope.js";
import type { InterfaceShape } from "../types/interface-shapes.js";
import { type AliasText, printAlias } from "../text/structures.js";
import { docComment, docLink, type DocText, docText, prose } from "../text/tsdoc.js";
import { intersectionOf, primary, type TypeExpression, unionOf } from "../types/type-expression.js";
import { mapNamesInParams, typeParameters } from "../types/type-parameters.js";
import type { PackageTypes } from "../types/package-types.js";

/** The declaration of the type of `params`; undefined if the operation has no parameters and no body. */
export function declareParams(operation: OperationPlan, types: PackageTypes, scope: TypeScope): Code | undefined {
  if (operation.paramsName === undefined) return undefined;
  const declared = {
    name: identifier(operation.paramsName),
    typeParameters: typeParameters(mapNamesInParams(operation, scope), scope),
  };
  const about = operation.operation.body?.description;
  const docs = docComment({
    paragraphs: [
      docText`Parameters of ${docLink(functionName(operation.name))}.`,
      ...(about === undefined ? [] : [prose(about)]),
    ],
  });
  const parameters = operation.parameters.map((parameter) => parameterMember(parameter, scope));
  const groups = groupMediaTypes(operation, scope);
  const [defaultGroup, ...otherGroups] = groups;
  if (otherGroups.length > 0) {
    const parameterTypes = parameters.length === 0 ? [] : [inlineObject({ members: parameters, index: undefined })];
    return printAlias({
      ...declared,
      docs,
      type: intersectionOf([...parameterTypes, bodyAlternatives(operation, groups, scope)]).code,
    });
  }
  const members = [
    ...parameters,
    ...(defaultGroup ? contentTypeMember(operation, defaultGroup) : []),
    ...bodyMember(operation.body, scope),
  ];
  const shape = bodyShape(operation.body, types, scope);
  if (shape !== undefined && !members.some((member) => shape.members.has(member.name))) {
    return declareInterface(declared, docs, shape, scope, members);
  }
  return declareAlias(declared, docs, operation.body, members, scope);
}

/** The interface shape of the properties that the body adds to `params`. */
function bodyShape(body: BodyPlan | undefined, types: PackageTypes, scope: TypeScope): InterfaceShape | undefined {
  if (body === undefined || body.shape === "whole")
    return { bases: [], own: [], all: [], members: new Map(), hasIndexSignature: false };
  if (body.typeOperator !== undefined) return undefined;
  if (body.shape === "inline") return types.shapes.of(body.schema, scope);
  const named = scope.schemas.get(body.model);
  const shape = named && types.shapes.of(named.schema, scope);
  if (shape === undefined) return undefined;
  return shape.hasIndexSignature ? { ...shape, bases: [], own: shape.all } : { ...shape, bases: [body.model], own: [] };
}

function declareAlias(
  declared: Pick<AliasText, "name" | "typeParameters">,
  docs: DocText | undefined,
  body: BodyPlan | undefined,
  members: readonly Member[],
  scope: TypeScope,
): Code {
  const more = members.length === 0 ? [] : [inlineObject({ members, index: undefined })];
  return printAlias({ ...declared, docs, type: intersectionOf([...spreadBodyTypes(body, scope), ...more]).code });
}

/** A parameter as a member of an object type. */
export function parameterMember(plan: Pick<ParameterPlan, "parameter" | "key" | "schema">, scope: TypeScope): Member {
  const { parameter, key, schema } = plan;
  const { description, deprecated, examples, required } = parameter;
  const withExamples = examples.length === 0 ? schema : { ...schema, docs: { ...schema.docs, examples } };
  const documented = deprecated ? { ...withExamples, docs: { ...withExamples.docs, deprecated } } : withExamples;
  const text = description === undefined ? schemaDoc(documented, scope.schemas) : docWithDescription(documented, description);
  const type = memberType(key, required, typeOf(schema, scope));
  return { name: key, optional: !required, type: parameter.allowEmptyValue ? orEmptyString(type) : type, docs: docComment(text) };
}

/** `allowEmptyValue`: the query parameter may be sent without a value. */
function orEmptyString(type: TypeExpression): TypeExpression {
  return unionOf([type, primary(literal(""))]);
}
