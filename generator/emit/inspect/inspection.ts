import type { PackagePlan } from "../../plan/types/package-plan.js";
import { resourcesOf } from "../../plan/client/plan-resources.js";
import { Imports } from "../text/imports.js";
import { createPackageTypes } from "../types/package-types.js";
import { type InspectedIncoming, inspectIncoming } from "./inspect-incoming.js";
import { type InspectedOptions, inspectOptions } from "./inspect-options.js";
import { type LeadingScope, leadingScopes } from "./leading-scopes.js";
import { type Suggestion, suggestionsOf } from "./suggestions.js";
import { type InspectedOperation, inspectOperations } from "./inspect-operations.js";

/** The output of `specloom inspect --format json`. */
export interface Inspection {
  readonly options: InspectedOptions;
  readonly servers: readonly { readonly url: string; readonly description?: string }[];
  /** The scopes that all paths begin with by alternatives; empty in most APIs. */
  readonly leadingScopes: readonly LeadingScope[];
  readonly operations: readonly InspectedOperation[];
  readonly webhooks: readonly InspectedIncoming[];
  readonly callbacks: readonly InspectedIncoming[];
  readonly suggestions: readonly Suggestion[];
}

export function inspectPackage(plan: PackagePlan): Inspection {
  const types = createPackageTypes(plan);
  const operations = resourcesOf(plan.resource).flatMap((resource) => resource.operations);
  const scope = types.scope("response", new Imports("inspection", []));
  return {
    options: inspectOptions(plan),
    servers: plan.api.servers.map(({ template, description }) => ({
      url: template,
      ...(description !== undefined && { description }),
    })),
    leadingScopes: leadingScopes(plan),
    operations: inspectOperations(plan, types),
    webhooks: (plan.webhooks?.webhooks ?? []).map((webhook) => inspectIncoming(webhook, scope)),
    callbacks: operations.flatMap(({ callbacks, qualifiedName }) =>
      callbacks.map((callback) => inspectIncoming(callback, scope, qualifiedName)),
    ),
    suggestions: suggestionsOf(plan),
  };
}
