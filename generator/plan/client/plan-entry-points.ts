import type { GenerateOptions } from "../../options.js";
import { sortedBy } from "../../model/reading/order.js";
import { resourcePath } from "./module-names.js";
import { resourcesOf } from "./plan-resources.js";
import type { ResourcePlan } from "../types/class-plan.js";
import type { OAuthPlan } from "../types/client-options-plan.js";
import type { ModelPlan } from "../types/model-plan.js";
import type { EntryPointPlan } from "../types/package-plan.js";
import type { WebhooksPlan } from "../types/webhooks-plan.js";

/** The entry points that do not depend on resources, unless they would be empty, then one for each resource. */
export function planEntryPoints(
  root: ResourcePlan,
  { models, oauth, webhooks, hasClient, entries = [] }: EntryPointConditions,
): readonly EntryPointPlan[] {
  const hasBatch = resourcesOf(root).some(({ operations }) => operations.some(({ batch }) => batch !== undefined));
  // prettier-ignore -- One line for each entry point.
  const general: readonly (readonly [subpath: string, module: string, needed: boolean])[] = [
    [".", "index", true],
    ["./client", "client", hasClient],
    ["./journal", "journal", hasBatch],
    ["./models", "models", models.length > 0],
    ["./oauth", "oauth", hasClient && oauth !== undefined],
    ["./openapi", "openapi", entries.includes("openapi")],
    ["./operations", root.module, hasClient],
    ["./testing", "testing", hasClient],
    ["./webhook-types", "webhook-types", webhooks !== undefined],
  ];
  return [
    ...general.flatMap(([subpath, module, needed]) => (needed ? [{ subpath, module }] : [])),
    ...sortedBy(root.children.flatMap(resourceEntryPoints), ({ subpath }) => subpath),
  ];
}

/** What the entry points depend on. */
interface EntryPointConditions extends Pick<GenerateOptions, "entries"> {
  readonly models: readonly ModelPlan[];
  readonly oauth: OAuthPlan | undefined;
  readonly webhooks: WebhooksPlan | undefined;
  readonly hasClient: boolean;
}

function resourceEntryPoints({ path, module, children }: ResourcePlan): readonly EntryPointPlan[] {
  return [{ subpath: `./${resourcePath(path)}`, module }, ...children.flatMap(resourceEntryPoints)];
}
