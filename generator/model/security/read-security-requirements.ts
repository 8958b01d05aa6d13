import { diagnostic } from "../../diagnostics.js";
import { field, itemsOf, stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { expectMap, readList } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { SecurityRequirement } from "../types/security-scheme.js";
import type { ModelContext } from "../reading/context.js";
import { sortedBy, sortedSet } from "../reading/order.js";

/** `security` of the operation, else of the root: alternatives, each once, in order of what they need. */
export function readSecurityRequirements(operation: MapNode, context: ModelContext): readonly SecurityRequirement[] {
  const holder = operation.fields.has("security") ? operation : context.description.root;
  const items = readList(holder, "security", context.report)?.items ?? [];
  const alternatives = items.map((node) => readAlternative(node, context));
  const byNeeds = new Map(alternatives.map((needed) => [needed.map((scheme) => JSON.stringify(scheme)).join(), needed]));
  return sortedBy(byNeeds, ([needs]) => needs).map(([, needed]) => needed);
}

function readAlternative(node: Node, context: ModelContext): SecurityRequirement {
  const schemes = [...(expectMap(node, "An item of `security`", context.report)?.fields ?? [])];
  for (const [scheme, scopes] of schemes) checkDefined(scheme, scopes, context);
  const needed = schemes.map(([scheme, scopes]) => ({
    scheme,
    scopes: sortedSet(itemsOf(scopes).flatMap((item) => stringOf(item) ?? [])),
  }));
  return sortedBy(needed, ({ scheme }) => scheme);
}

function checkDefined(scheme: string, node: Node, { description, report }: ModelContext): void {
  const defined = field(field(description.root, "components"), "securitySchemes");
  if (field(defined, scheme) !== undefined) return;
  const message = `The security scheme ${quote(scheme)} is not defined, so that the package cannot prove who calls.`;
  report(diagnostic("security-undefined", node.place, message, { help: "Define it under `components.securitySchemes`." }));
}
