import type { OperationObject } from "../../model/types/operation.js";
import { sortedBy } from "../../model/reading/order.js";
import type { ModelPlan } from "../../plan/types/model-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { serverVariables } from "../../plan/client-options/plan-server-options.js";
import { resourcesOf } from "../../plan/client/plan-resources.js";
import { jsonPath, type OverlayAction, segmentsOf, wildcard } from "./overlay-paths.js";
import { parameterActions } from "./parameter-actions.js";
import { typeName } from "../../plan/names/identifiers.js";

/**
 * An overlay with the names of all operations, parameters, inline objects and options of a package, and of the models that a rule renamed, so
 * that changes of the description do not change them.
 */
export interface NameOverlay {
  /** The overlay as JSON, which is also YAML. */
  readonly text: string;
  /** Operations and parameters that the overlay cannot name: they are in another document, or several paths or operations share one object. */
  readonly unnamed: readonly string[];
}

interface NamedExchange {
  readonly exchange: OperationObject;
  readonly label: string;
  readonly name: string;
}

/** @param description - The name of the document that the overlay is for. */
export function nameOverlay(plan: PackagePlan, description: string): NameOverlay {
  const parameters = parameterActions(plan, description);
  const others = [...parameters.actions, ...schemaActions(plan, description), ...optionActions(plan, description)];
  const { text, unnamed } = overlayOf(plan, namesOf(plan), description, others);
  return { text, unnamed: [...unnamed, ...parameters.unnamed] };
}

/** An overlay that gives some operations other names. */
export function renamingOverlay(
  plan: PackagePlan,
  description: string,
  renamed: ReadonlyMap<OperationObject, string>,
): NameOverlay {
  const names = namesOf(plan).flatMap((one) => {
    const name = renamed.get(one.exchange);
    return name === undefined ? [] : [{ ...one, name }];
  });
  return overlayOf(plan, names, description, []);
}

function overlayOf(
  plan: PackagePlan,
  names: readonly NamedExchange[],
  description: string,
  others: readonly OverlayAction[],
): NameOverlay {
  const all = sortedBy(names, ({ exchange }) => exchange.place.pointer);
  const places = namesOf(plan).map(({ exchange }) => exchange.place.pointer);
  const canBeNamed = ({ exchange: { place } }: NamedExchange): boolean =>
    place.source === description && places.indexOf(place.pointer) === places.lastIndexOf(place.pointer);
  const operations = all
    .filter(canBeNamed)
    .map(({ exchange, name }) => ({ target: jsonPath(segmentsOf(exchange.place)), update: { "x-specloom-name": name } }));
  const actions = [...operations, ...others];
  const info = { title: `The names of ${plan.packageJson.name}`, version: plan.packageJson.version };
  const unnamed = all.filter((one) => !canBeNamed(one)).map(({ label }) => label);
  return { text: JSON.stringify({ overlay: "1.0.0", info, actions }, null, 2), unnamed };
}

function namesOf({ resource, webhooks }: PackagePlan): readonly NamedExchange[] {
  const operations = resourcesOf(resource).flatMap((one) => one.operations);
  return [
    ...operations.map(({ operation, qualifiedName }) => ({
      exchange: operation,
      label: `${operation.method} ${operation.path.text}`,
      name: qualifiedName,
    })),
    ...[...operations.flatMap(({ callbacks }) => callbacks), ...(webhooks?.webhooks ?? [])].map(({ incoming, name }) => ({
      exchange: incoming,
      label: `${incoming.method} ${incoming.name}`,
      name: name.replace(incoming.address === undefined ? /(?<=.)Webhook$/ : /(?<=.)Callback$/, ""),
    })),
  ];
}

/** Actions that keep the names of inline objects, of equal ones at one place, and of models that are not called as their schema. */
function schemaActions({ api, models, modelNames }: PackagePlan, description: string): readonly OverlayAction[] {
  const isRenamed = ({ key, schema }: ModelPlan): boolean =>
    schema.docs.typeName !== undefined || modelNames.get(key)?.response !== typeName(api.schemas.get(key)?.name ?? "");
  const declared = models.filter((model) => (model.inline === true || isRenamed(model)) && model.schema.kind !== "reference");
  const byTarget = new Map(
    declared.flatMap(({ key, name, schema: { place } }) =>
      place.source === description ? [[jsonPath(segmentsOf(place)), modelNames.get(key)?.response ?? name] as const] : [],
    ),
  );
  return sortedBy([...byTarget], ([target]) => target).map(([target, name]) => ({ target, update: { "x-specloom-name": name } }));
}

/** Actions that keep the names of the options for credentials and server variables. */
function optionActions({ api, credentials, serverOptions }: PackagePlan, description: string): readonly OverlayAction[] {
  const schemes = api.security.flatMap(({ key, place }) => {
    const option = credentials.find((credential) => credential.schemes.includes(key))?.option;
    const target = jsonPath(segmentsOf(place));
    return option === undefined ? [] : [{ place, target, update: { "x-specloom-auth": { option } } }];
  });
  const variables = serverVariables(api).flatMap(({ name, place }) => {
    const option = serverOptions.find(({ variable }) => variable === name)?.option;
    const segments = segmentsOf(place);
    if (option === undefined || segments.at(-2) !== "variables") return [];
    // The index of a server changes when there are more.
    const target = jsonPath([...segments.slice(0, -3), wildcard, ...segments.slice(-2)]);
    return [{ place, target, update: { "x-specloom-name": option } }];
  });
  const byTarget = new Map(
    [...schemes, ...variables].flatMap((one) => (one.place.source === description ? [[one.target, one]] : [])),
  );
  return sortedBy([...byTarget.values()], ({ target }) => target).map(({ target, update }) => ({ target, update }));
}
