import type { NodePlace } from "../../load/tree/node.js";
import type { BodyPlan } from "../../plan/types/body-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { ParameterPlan } from "../../plan/types/parameter-plan.js";
import { intersectViews, unionOfViews } from "../types/combine-views.js";
import { enumViewOf } from "../types/enum-view.js";
import { expand } from "../types/expand.js";
import type { PackageSides } from "../types/sides.js";
import {
  emptyView,
  objectView,
  type PropertyView,
  scalarView,
  type TypeRef,
  type TypeView,
  unknownView,
} from "../types/type-view.js";

/** The type of `params`: parameters and body in one object, or a union of objects where the media types of the body differ. */
export function paramsView(plan: OperationPlan, sides: PackageSides): TypeView {
  const parameters = plan.parameters.map((parameter) => parameterProperty(parameter, sides));
  const bodies = [...(plan.body ? [plan.body] : []), ...plan.otherBodies];
  if (bodies.length === 0) return objectOf(parameters);
  const alternatives = groupBodies(bodies).map((group) => bodyAlternative(plan, group, parameters, sides));
  return unionOfViews(alternatives);
}

function objectOf(properties: readonly PropertyView[]): TypeView {
  return objectView({ properties: new Map(properties.map((property) => [property.name, property])) });
}

function property(name: string, required: boolean, type: TypeRef | TypeView, place: NodePlace): PropertyView {
  return { name, required, type, place, description: undefined, deprecated: false };
}

function parameterProperty({ key, parameter, schema }: ParameterPlan, { sent }: PackageSides): PropertyView {
  const type = { schema, side: sent };
  const described = {
    description: JSON.stringify([parameter.description, parameter.examples, parameter.allowEmptyValue === true]),
    deprecated: parameter.deprecated,
  };
  const isMore = parameter.allowEmptyValue === true && !expand(type).scalars.has("string");
  const orEmpty = isMore ? unionOfViews([expand(type), enumViewOf([""], true)]) : type;
  return { ...property(key, parameter.required, orEmpty, parameter.place), ...described };
}

/** Bodies that callers pass in the same way are one alternative. */
function groupBodies(bodies: readonly BodyPlan[]): readonly (readonly BodyPlan[])[] {
  const groups = new Map<string, BodyPlan[]>();
  for (const body of bodies) {
    const content =
      body.shape === "fields"
        ? body.model
        : JSON.stringify([body.schema, body.shape === "whole" && body.key, body.shape === "whole" && kindOf(body)]);
    const id = JSON.stringify([body.shape, body.typeOperator, content]);
    groups.set(id, [...(groups.get(id) ?? []), body]);
  }
  return [...groups.values()];
}

function kindOf({ kind }: BodyPlan): string {
  return kind === "json" || kind === "form" || kind === "multipart" ? "values" : kind;
}

function bodyAlternative(
  { body: standard, contentTypeKey, operation }: OperationPlan,
  group: readonly BodyPlan[],
  parameters: readonly PropertyView[],
  sides: PackageSides,
): TypeView {
  const [body] = group;
  if (body === undefined || standard === undefined) return objectOf(parameters);
  const place = operation.body?.place ?? operation.place;
  const mediaTypes = group.map(({ mediaType }) => mediaType);
  const choice =
    contentTypeKey === undefined
      ? []
      : [property(contentTypeKey, !group.includes(standard), enumViewOf(mediaTypes, true), place)];
  const whole = body.shape === "whole" ? [property(body.key, body.required, wholeBody(body, sides), place)] : [];
  const own = objectOf([...parameters, ...choice, ...whole]);
  const view = body.shape === "whole" ? own : intersectViews(fieldsView(body, sides), own);
  return contentTypeKey === undefined
    ? view
    : { ...view, objects: view.objects.map((object) => ({ ...object, tag: object.tag ?? mediaTypes.join(" or ") })) };
}

/** The properties of a body that are properties of `params`. */
function fieldsView(body: Exclude<BodyPlan, { readonly shape: "whole" }>, sides: PackageSides): TypeView {
  const side = body.typeOperator === "MergePatch" ? sides.patched : sides.sent;
  const schema = body.shape === "inline" ? body.schema : side.schemas.get(body.model)?.schema;
  const view = schema === undefined ? unknownView : expand({ schema, side });
  // The plan flattens plain objects only, whose other properties are not part of `params`.
  const plain = view.objects.map((object) => (object.others === "unknown" ? { ...object, others: undefined } : object));
  // All of the properties may be left out, but not some of the required ones.
  const empty = body.typeOperator === "OptionalFields" ? objectView({ tag: "without a body" }).objects : [];
  return { ...view, objects: [...plain, ...empty] };
}

/** The type of a body that is one property of `params`, by how it is sent. */
function wholeBody(
  { kind, schema, typeOperator }: Extract<BodyPlan, { readonly shape: "whole" }>,
  sides: PackageSides,
): TypeRef | TypeView {
  const side = typeOperator === "MergePatch" ? sides.patched : sides.sent;
  return sentBody(kind, schema && { schema, side });
}

export function sentBody(kind: BodyPlan["kind"], type: TypeRef | undefined): TypeRef | TypeView {
  const record = objectView({ others: "unknown" });
  const items: TypeView = { ...emptyView, streams: [{ name: "iterable", item: type }] };
  const views: { readonly [K in BodyPlan["kind"]]: TypeRef | TypeView } = {
    json: type ?? unknownView,
    form: type ?? record,
    multipart: type ?? record,
    multipartMixed: type ?? { ...emptyView, arrays: [{ prefix: [], required: 0, rest: undefined }] },
    jsonLines: items,
    jsonSequence: items,
    eventStream: items,
    text: scalarView("string"),
    bytes: scalarView("bytes"),
  };
  return views[kind];
}
