import type { ModelPlan } from "../../plan/types/model-plan.js";
import type { ClassPlan } from "../../plan/types/class-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { createTypeComparer } from "../types/compare-types.js";
import type { Side } from "../types/type-view.js";
import { type Verdict, worstOf } from "../rules/verdict.js";
import { modelNamer, type PackageSurface, type Surfaces } from "./package-surface.js";

/** Compares the names that callers import: the package, its entry points, the client class and the models. */
export function compareExports(surfaces: Surfaces): void {
  const { old, now, add } = surfaces;
  const [from, to] = [old.plan, now.plan];
  if (from.packageJson.name !== to.packageJson.name)
    add({
      rule: "package-renamed",
      subject: from.packageJson.name,
      facts: { old: from.packageJson.name, new: to.packageJson.name },
    });
  compareNames(classNames(from), classNames(to), surfaces);
  compareModels(from, to, surfaces);
  compareUnusedModels(surfaces);
  compareNames(entryPoints(from), entryPoints(to), surfaces);
  compareNames(new Set(from.fakes.map(({ name }) => name)), new Set(to.fakes.map(({ name }) => name)), surfaces);
  compareTypeParameters(from, to, surfaces);
  compareDocumentation(from, to, surfaces);
}

function compareTypeParameters(from: PackagePlan, to: PackagePlan, { add }: Surfaces): void {
  const subject = from.client.name;
  for (const name of from.typeParameters.keys())
    if (!to.typeParameters.has(name)) add({ rule: "type-parameter-removed", subject, facts: { name } });
  for (const name of to.typeParameters.keys())
    if (!from.typeParameters.has(name)) add({ rule: "type-parameter-added", subject, facts: { name } });
}

function compareNames(from: ReadonlySet<string>, to: ReadonlySet<string>, { add }: Surfaces): void {
  const removed = [...from].filter((name) => !to.has(name));
  const added = [...to].filter((name) => !from.has(name));
  for (const subject of removed) add({ rule: "export-removed", subject });
  for (const subject of added) add({ rule: "export-added", subject });
}

/** Only the client itself is created by callers; the class of a resource comes and goes with its operations. */
function classNames({ client, hasClient }: PackagePlan): ReadonlySet<string> {
  return new Set(hasClient ? [nameOf(client)] : []);
}

function nameOf({ name }: ClassPlan): string {
  return name;
}

function entryPoints({ entryPoints: all, packageJson, resource }: PackagePlan): ReadonlySet<string> {
  // The entry points of resources come and go with their operations.
  const ofResources = new Set(resource.children.map(({ module }) => module));
  return new Set(all.filter(({ module }) => !ofResources.has(module)).map(({ subpath }) => packageJson.name + subpath.slice(1)));
}

/** Models are matched by their schemas; one that has only another name is renamed. */
function compareModels(from: PackagePlan, to: PackagePlan, { add }: Surfaces): void {
  const names = new Set(to.models.map(({ name }) => name));
  const before = new Set(from.models.map(({ name }) => name));
  const renamed = new Set<string>();
  for (const model of from.models) {
    if (names.has(model.name)) continue;
    const now = successorOf(
      model,
      to.models.filter(({ name }) => !before.has(name) && !renamed.has(name)),
    );
    if (now !== undefined) renamed.add(now.name);
    const at = { subject: model.name, old: model.schema.place, new: now?.schema.place };
    if (now === undefined) add({ ...at, rule: "export-removed" });
    else add({ ...at, rule: "export-renamed", facts: { old: model.name, new: now.name } });
  }
  for (const model of to.models)
    if (!before.has(model.name) && !renamed.has(model.name))
      add({ rule: "export-added", subject: model.name, new: model.schema.place });
}

/** Types that the package exports although no call has them, such as those of XML. */
function compareUnusedModels({ old, now, add }: Surfaces): void {
  const later = new Map(now.plan.models.map((model) => [model.name, model]));
  const isUsed = ({ schema }: ModelPlan) => Object.values(old.sides).some(({ views }: Side) => views.has(schema));
  for (const before of old.plan.models.filter((model) => !isUsed(model))) {
    const after = later.get(before.name);
    if (after === undefined) continue;
    const verdict = verdictOf(before, after, old, now);
    const places = { subject: before.name, old: before.schema.place, new: after.schema.place };
    if (verdict !== "none") add({ ...places, rule: verdict === "docs" ? "documentation-changed" : "export-changed" });
  }
}

function verdictOf(before: ModelPlan, after: ModelPlan, old: PackageSurface, now: PackageSurface): Verdict {
  const comparer = createTypeComparer(modelNamer(old.plan));
  const direction = before.direction === "request" ? "sent" : "received";
  const [from, to] = [
    { schema: before.schema, side: old.sides[direction] },
    { schema: after.schema, side: now.sides[direction] },
  ];
  comparer.compareRoot(before.name, from, to, direction);
  return worstOf(comparer.changes().map(({ verdict }) => verdict));
}

function successorOf(model: ModelPlan, candidates: readonly ModelPlan[]): ModelPlan | undefined {
  return candidates.find(({ key }) => key === model.key) ?? candidates.find((candidate) => shapeOf(candidate) === shapeOf(model));
}

function shapeOf({ schema }: ModelPlan): string {
  return JSON.stringify(schema, (key, value: unknown) =>
    key === "place" || key === "docs" || key === "target" ? undefined : value,
  );
}

function compareDocumentation(from: PackagePlan, to: PackagePlan, { add }: Surfaces): void {
  const prose = ({ api: { info }, packageJson: { description, license } }: PackagePlan) =>
    JSON.stringify([info.title, info.summary, info.description, info.version, info.externalDocs, description, license]);
  if (prose(from) !== prose(to)) add({ rule: "documentation-changed", subject: to.packageJson.name });
}
