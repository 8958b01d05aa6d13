import type { BodyPlan } from "../../plan/types/body-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { ParameterPlan } from "../../plan/types/parameter-plan.js";
import type { PackageSurface, Surfaces } from "./package-surface.js";
import { paramsView } from "./params-view.js";

/** Compares what callers pass, and how it is sent. */
export function compareParameters(before: OperationPlan, after: OperationPlan, { old, now, types, add }: Surfaces): void {
  const subject = before.qualifiedName;
  types.compareRoot(subject, paramsView(before, old.sides), paramsView(after, now.sides), "sent");
  const operations = [subject];
  for (const [one, other] of matchedParameters(before, after)) {
    const places = { subject: `${subject}.${one.key}`, operations, old: one.parameter.place, new: other.parameter.place };
    if (one.parameter.in !== other.parameter.in)
      add({ ...places, rule: "parameter-moved", facts: { old: one.parameter.in, new: other.parameter.in } });
    else if (serialization(one) !== serialization(other)) add({ ...places, rule: "parameter-serialized-differently" });
  }
  for (const [key, source, target] of movedKeys(before, after, old, now))
    add({ subject: `${subject}.${key}`, operations, rule: "parameter-moved", facts: { old: source, new: target } });
  const [from, to] = [mediaTypes(before), mediaTypes(after)];
  const bodies = { subject, operations, old: before.operation.body?.place, new: after.operation.body?.place };
  if (before.body !== undefined && after.body !== undefined && from !== to)
    add({ ...bodies, rule: "body-media-type-changed", facts: { old: from, new: to } });
  else if (bodySerialization(before) !== bodySerialization(after)) add({ ...bodies, rule: "body-serialized-differently" });
}

/** The keys that were parameters and are properties of the body now, or the reverse. */
function movedKeys(
  before: OperationPlan,
  after: OperationPlan,
  old: PackageSurface,
  now: PackageSurface,
): readonly (readonly [string, string, string])[] {
  const [from, to] = [placesOf(before, old), placesOf(after, now)];
  return [...from].flatMap(([key, place]) => {
    const other = to.get(key);
    const isMoved = other !== undefined && other !== place && (place === "body" || other === "body");
    return isMoved ? [[key, place, other] as const] : [];
  });
}

/** Where each key of `params` is sent. */
function placesOf(plan: OperationPlan, { sides }: PackageSurface): ReadonlyMap<string, string> {
  const keys = paramsView(plan, sides).objects.flatMap(({ properties }) => [...properties.keys()]);
  const parameters = new Map<string, string>(plan.parameters.map(({ key, parameter }) => [key, parameter.in]));
  return new Map(keys.map((key) => [key, parameters.get(key) ?? "body"]));
}

function matchedParameters(before: OperationPlan, after: OperationPlan): readonly (readonly [ParameterPlan, ParameterPlan])[] {
  const byKey = new Map(after.parameters.map((parameter) => [parameter.key, parameter]));
  return before.parameters.flatMap((parameter) => {
    const other = byKey.get(parameter.key);
    return other === undefined ? [] : [[parameter, other] as const];
  });
}

function serialization({ parameter: { name, style, explode, allowReserved, mediaType }, style: plan }: ParameterPlan): string {
  return JSON.stringify([name, mediaType, allowReserved, plan === undefined ? null : [style, explode]]);
}

/** Whether an empty body is sent, and how the fields and parts of forms are. */
function bodySerialization(plan: OperationPlan): string {
  return JSON.stringify(
    bodiesOf(plan).map(({ required, contentType, fields, unnamedParts }) => [required, contentType, fields, unnamedParts]),
  );
}

function bodiesOf({ body, otherBodies }: OperationPlan): readonly BodyPlan[] {
  return [...(body ? [body] : []), ...otherBodies];
}

function mediaTypes(plan: OperationPlan): string {
  return bodiesOf(plan)
    .map(({ mediaType }) => `\`${mediaType}\``)
    .join(", ");
}
