import type { Json } from "../../load/tree/node.js";
import { schemaLookup } from "../../model/traversal/dereference.js";
import { resourcesOf } from "../../plan/client/plan-resources.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import type { SuggestionKind } from "../../options.js";
import { suggestBatch } from "./batch-suggestion.js";
import { jsonPath, segmentsOf } from "./overlay-paths.js";
import { suggestPages } from "./page-suggestion.js";

/** Something that the description does not say, and what an overlay could say instead. */
export interface Suggestion {
  readonly about: SuggestionKind;
  /** One line: `pages of 2 lists: pets.list, orders.list`. */
  readonly message: string;
  /** The names of the operations that it is about. */
  readonly operations: readonly string[];
  /** The actions of an overlay. What they say is a guess: read it before you use it. */
  readonly actions: readonly { readonly target: string; readonly update: Json }[];
}

/** What the description of a package does not say. */
export function suggestionsOf(plan: PackagePlan): readonly Suggestion[] {
  const lookup = schemaLookup(plan.api.schemas);
  const all = resourcesOf(plan.resource).flatMap(({ operations }) => operations);
  const rows: readonly (readonly [
    about: Suggestion["about"],
    what: string,
    extension: string,
    suggest: (one: OperationPlan) => Json | undefined,
  ])[] = [
    ["pages", "pages of lists", "x-specloom-pages", ({ operation }) => suggestPages(operation, lookup)],
    ["batches", "batches", "x-specloom-batch", ({ operation }) => suggestBatch(operation, lookup)],
    ["names", "names of methods", "x-specloom-name", (one) => numberedName(one, all)],
  ];
  return [
    ...credentials(plan),
    ...rows.flatMap(([about, what, extension, suggest]): readonly Suggestion[] => {
      const found = all.flatMap((one) => {
        const value = suggest(one);
        return value === undefined ? [] : [{ one, value }];
      });
      if (found.length === 0) return [];
      const operations = found.map(({ one }) => one.qualifiedName);
      const actions = found.map(({ one, value }) => ({
        target: jsonPath(segmentsOf(one.operation.place)),
        update: { [extension]: value },
      }));
      return [{ about, message: `${what}: ${abbreviated(operations)}`, operations, actions }];
    }),
  ];
}

function credentials({ api, hasClient }: PackagePlan): readonly Suggestion[] {
  if (!hasClient || api.security.length > 0 || api.declaresSecurity) return [];
  const update = { components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } }, security: [{ token: [] }] };
  return [
    {
      about: "credentials",
      message: "credentials: it has no security scheme",
      operations: [],
      actions: [{ target: "$", update }],
    },
  ];
}

/** A name with a number at its end, because another operation has the name without it. */
function numberedName({ operation, qualifiedName }: OperationPlan, all: readonly OperationPlan[]): string | undefined {
  const plain = qualifiedName.replace(/(?<!\d)\d+$/, "");
  const isNumbered = operation.name === undefined && plain !== qualifiedName;
  return isNumbered && all.some((other) => other.qualifiedName === plain) ? qualifiedName : undefined;
}

function abbreviated(names: readonly string[], maximum = 3): string {
  const shown = names.slice(0, maximum).join(", ");
  return names.length > maximum ? `${shown} and ${names.length - maximum} more` : shown;
}

/** An overlay with suggestions, as JSON. It must have actions, so there must be a suggestion. */
export function suggestionOverlay(plan: PackagePlan, suggestions: readonly Suggestion[] = suggestionsOf(plan)): string {
  const info = { title: `What the description of ${plan.packageJson.name} does not say`, version: plan.packageJson.version };
  return JSON.stringify({ overlay: "1.0.0", info, actions: suggestions.flatMap(({ actions }) => actions) }, null, 2);
}
