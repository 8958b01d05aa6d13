import { describedResponses } from "../../plan/responses/described-responses.js";
import { isSuccess, successfulResponses } from "../../model/traversal/operation-schemas.js";
import type { Schema } from "../../model/types/schema.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { EventsPlan, ResponseBodyPlan, ResponsePlan } from "../../plan/types/response-plan.js";
import { unionOfViews } from "../types/combine-views.js";
import { enumViewOf } from "../types/enum-view.js";
import { expand } from "../types/expand.js";
import {
  emptyView,
  isTypeRef,
  objectView,
  type PropertyView,
  scalarView,
  type Side,
  type TypeRef,
  type TypeView,
  unknownView,
} from "../types/type-view.js";

type Type = TypeRef | TypeView;

/** What a call resolves with: the union of the bodies of successful responses. */
export function resultType({ responses }: OperationPlan, side: Side): Type {
  const successful = describedResponses(responses);
  if (successful.length === 0) return unknownView;
  return unionOfTypes(uniqueTypes(successful.map((response) => bodyType(response, side))));
}

/** The bodies of one response. */
export function bodyType({ body, otherBodies }: Pick<ResponsePlan, "body" | "otherBodies">, side: Side): Type {
  return unionOfTypes([body, ...otherBodies].map((one) => oneBodyType(one, side)));
}

/** The declared response for an error status: that of the status, of its range, or `default`. */
export function failureResponse({ responses }: OperationPlan, status: string): ResponsePlan | undefined {
  const keys = [status, `${status.charAt(0)}XX`, "default"];
  return keys.flatMap((key) => responses.find((response) => response.status === key) ?? [])[0];
}

export function failureType(plan: OperationPlan, status: string, side: Side): Type {
  const found = failureResponse(plan, status);
  return found === undefined ? unknownView : bodyType(found, side);
}

export function failures({ responses }: OperationPlan): readonly ResponsePlan[] {
  const successful = new Set(successfulResponses(responses));
  return responses.filter((response) => !successful.has(response) && !isSuccess(response));
}

function uniqueTypes(types: readonly Type[]): readonly Type[] {
  const targets = new Set<string>();
  return types.filter((type) => {
    const target = isTypeRef(type) && type.schema.kind === "reference" ? type.schema.target : undefined;
    if (target === undefined) return true;
    const isNew = !targets.has(target);
    targets.add(target);
    return isNew;
  });
}

function unionOfTypes(types: readonly Type[]): Type {
  const [only, ...others] = types;
  if (only !== undefined && others.length === 0) return only;
  return unionOfViews(types.map((type) => (isTypeRef(type) ? expand(type) : type)));
}

export function oneBodyType(body: ResponseBodyPlan, side: Side): Type {
  switch (body.kind) {
    case "json":
      return { schema: body.schema, side };
    case "unknown":
    case "undescribed":
      return unknownView;
    case "text":
      return scalarView("string");
    case "binary":
      return scalarView("Blob");
    case "none":
      return scalarView("undefined");
    case "events":
      return eventsType(body, side);
    case "json lines":
    case "json sequence":
      return streamOf(body.schema, side);
    case "unknown lines":
    case "unknown sequence":
      return { ...emptyView, streams: [{ name: "item", item: undefined }] };
  }
}

function streamOf(schema: Schema, side: Side): TypeView {
  return { ...emptyView, streams: [{ name: "item", item: { schema, side } }] };
}

/** A stream of events: of one kind without names, or of several that `event` discriminates. */
function eventsType({ events, open }: EventsPlan, side: Side): TypeView {
  const dataOf = (event: EventsPlan["events"][number]): TypeView =>
    unionOfViews(event.data.map(({ schema }) => (schema === undefined ? scalarView("string") : expand({ schema, side }))));
  const [only, ...others] = events;
  if (only !== undefined && others.length === 0 && only.names === undefined)
    return {
      ...emptyView,
      streams: [{ name: "event", item: objectView({ properties: new Map([eventProperty("data", dataOf(only))]) }) }],
    };
  const variants = events.map((event) => {
    const names = event.names ?? [];
    const kind = names.length === 0 ? scalarView("string", "undefined") : enumViewOf(names, true);
    return objectView({
      tag: names.join(" or "),
      properties: new Map([eventProperty("event", kind), eventProperty("data", dataOf(event))]),
    });
  });
  return { ...emptyView, streams: [{ name: "item", item: { ...unionOfViews(variants), hasUnknownVariant: open } }] };
}

const nowhere = { source: "", pointer: "", offset: 0 };

function eventProperty(name: string, type: TypeView): readonly [string, PropertyView] {
  return [name, { name, required: true, type, place: nowhere, description: undefined, deprecated: false }];
}
