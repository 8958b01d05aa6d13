import { compareText, sortedBy } from "../../model/reading/order.js";
import type { WebhooksPlan } from "../types/webhook-plan.js";
import type { ClassPlan, OAuthPlan, ResourcePlan } from "../types/client-options-plan.js";
import type { ModelPlan } from "../types/model-plan.js";
import type { OperationPlan } from "../types/operation-plan.js";
import type { EntryPlan } from "../types/package-plan.js";
import { resourceSlug } from "./module-names.js";

/** An operation with the resource that it is called on. */
export interface Placed {
  readonly resource: readonly string[];
  readonly plan: OperationPlan;
}

/** The root and all resources below, each with its operations in order of name. */
export function planResources(placed: readonly Placed[], path: readonly string[] = []): ResourcePlan {
  const here = placed.filter(({ resource }) => resource.length === path.length);
  const below = new Map<string, Placed[]>();
  for (const one of placed) {
    const child = one.resource[path.length];
    if (child !== undefined) below.set(child, [...(below.get(child) ?? []), one]);
  }
  const children = [...below].sort(([a], [b]) => compareText(a, b));
  return {
    path,
    module: resourceModule(path),
    operations: sortedBy(
      here.map(({ plan }) => plan),
      ({ name }) => name,
    ),
    children: children.map(([name, members]) => planResources(members, [...path, name])),
  };
}

function resourceModule(path: readonly string[]): string {
  return path.length === 0 ? "operations/index" : `operations/${slugOf(path)}`;
}

function slugOf(path: readonly string[]): string {
  return path.map(resourceSlug).join("/");
}

/** The package's own entry points, then one a resource. A module that would hold nothing is none. */
export function planEntries(root: ResourcePlan, { models, oauth, webhooks, callable }: Holdings): readonly EntryPlan[] {
  const hasBatch = resourcesOf(root).some(({ operations }) => operations.some(({ batch }) => batch !== undefined));
  // prettier-ignore -- One line an entry.
  const own: readonly (readonly [subpath: string, module: string, needed: boolean])[] = [
    [".", "index", true],
    ["./client", "client", callable],
    ["./journal", "journal", hasBatch],
    ["./models", "models", models.length > 0],
    ["./oauth", "oauth", callable && oauth !== undefined],
    ["./openapi", "openapi", true],
    ["./operations", root.module, callable],
    ["./testing", "testing", callable],
    ["./webhook-types", "webhook-types", webhooks !== undefined],
  ];
  return [
    ...own.flatMap(([subpath, module, needed]) => (needed ? [{ subpath, module }] : [])),
    ...sortedBy(root.children.flatMap(entriesOf), ({ subpath }) => subpath),
  ];
}

/** What decides which entry points there are. */
interface Holdings {
  readonly models: readonly ModelPlan[];
  readonly oauth: OAuthPlan | undefined;
  readonly webhooks: WebhooksPlan | undefined;
  readonly callable: boolean;
}

function entriesOf({ path, module, children }: ResourcePlan): readonly EntryPlan[] {
  return [{ subpath: `./${slugOf(path)}`, module }, ...children.flatMap(entriesOf)];
}

export function resourcesOf(root: ResourcePlan): readonly ResourcePlan[] {
  return [root, ...root.children.flatMap(resourcesOf)];
}

/** One class a resource, the children's in properties of the parent's. */
export function planClass(
  resource: ResourcePlan,
  names: ReadonlyMap<ResourcePlan, string>,
  instance: string,
  module: string,
): ClassPlan {
  const children = resource.children.map((child) => {
    const property = child.path.at(-1) ?? "";
    return { property, child: planClass(child, names, property, module) };
  });
  return { name: names.get(resource) ?? "", instance, module, resource, children };
}
