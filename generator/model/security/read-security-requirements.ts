import { diagnostic } from "../../diagnostics.js";
import { field, itemsOf, stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { expectMap, readList } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { SecurityRequirement } from "../types/security-scheme.js";
import type { ModelContext } from "../reading/context.js";
import { sortedBy, sortedSet } from "../reading/order.js";

/** `security` of the operation, else of the root: the distinct alternatives in canonical order. */
export function readSecurityRequirements(operation: MapNode, context: ModelContext): readonly SecurityRequirement[] {
  const owner = operation.fields.has("security") ? operation : context.description.root;
  const items = readList(owner, "security", context.report)?.items ?? [];
  const alternatives = items.map((node) => readAlternative(node, context));
  const distinct = new Map(alternatives.map((schemes) => [schemes.map((scheme) => JSON.stringify(scheme)).join(), schemes]));
  return sortedBy(distinct, ([key]) => key).map(([, schemes]) => schemes);
}

function readAlternative(node: Node, context: ModelContext): SecurityRequirement {
  const entries = [...(expectMap(node, "An item of `security`", context.report)?.fields ?? [])];
  for (const [scheme, scopes] of entries) checkDefined(scheme, scopes, context);
  const schemes = entries.map(([scheme, scopes]) => ({
    scheme,
    scopes: sortedSet(itemsOf(scopes).flatMap((item) => stringOf(item) ?? [])),
  }));
  return sortedBy(schemes, ({ scheme }) => scheme);
}

function checkDefined(scheme: string, node: Node, { description, report }: ModelContext): void {
  const defined = field(field(description.root, "components"), "securitySchemes");
  if (field(defined, scheme) !== undefined) return;
  const message = `The security scheme ${quote(scheme)} is not defined, so the package cannot send its credential.`;
  report(diagnostic("security-undefined", node.place, message, { help: "Define it under `components.securitySchemes`." }));
}
