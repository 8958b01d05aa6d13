import { sortedBy } from "../../model/reading/order.js";
import { resourcePath } from "./module-names.js";
import { resourcesOf } from "./plan-resources.js";
import type { ResourcePlan } from "../types/class-plan.js";
import type { OAuthPlan } from "../types/client-options-plan.js";
import type { ModelPlan } from "../types/model-plan.js";
import type { EntryPointPlan } from "../types/package-plan.js";
import type { WebhooksPlan } from "../types/webhook-plan.js";

/** The package's own entry points, then one a resource. A module that would hold nothing is none. */
export function planEntryPoints(
  root: ResourcePlan,
  { models, oauth, webhooks, callable }: EntryPointConditions,
): readonly EntryPointPlan[] {
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
    ...sortedBy(root.children.flatMap(resourceEntryPoints), ({ subpath }) => subpath),
  ];
}

/** What decides which entry points there are. */
interface EntryPointConditions {
  readonly models: readonly ModelPlan[];
  readonly oauth: OAuthPlan | undefined;
  readonly webhooks: WebhooksPlan | undefined;
  readonly callable: boolean;
}

function resourceEntryPoints({ path, module, children }: ResourcePlan): readonly EntryPointPlan[] {
  return [{ subpath: `./${resourcePath(path)}`, module }, ...children.flatMap(resourceEntryPoints)];
}
