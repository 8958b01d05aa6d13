import { compareText, sortedBy } from "../model/order.js";
import type { ClassPlan, EntryPlan, ModelPlan, OAuthPlan, OperationPlan, ResourcePlan } from "./package.js";
import { resourceSlug } from "./modules.js";

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

/** The package's own entry points, then one a resource. Without a model there is no module of models. */
export function planEntries(
  root: ResourcePlan,
  models: readonly ModelPlan[],
  oauth: OAuthPlan | undefined,
): readonly EntryPlan[] {
  const hasBatch = resourcesOf(root).some(({ operations }) => operations.some(({ batch }) => batch !== undefined));
  return [
    { subpath: ".", module: "index" },
    { subpath: "./client", module: "client" },
    ...(hasBatch ? [{ subpath: "./journal", module: "journal" }] : []),
    ...(models.length === 0 ? [] : [{ subpath: "./models", module: "models" }]),
    ...(oauth === undefined ? [] : [{ subpath: "./oauth", module: "oauth" }]),
    { subpath: "./openapi", module: "openapi" },
    { subpath: "./operations", module: root.module },
    { subpath: "./testing", module: "testing" },
    ...sortedBy(root.children.flatMap(entriesOf), ({ subpath }) => subpath),
  ];
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
