import type { Advice, Report } from "../../diagnostics.js";
import { diagnostic } from "../../diagnostics.js";
import { field } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { Node, NodePlace } from "../../load/tree/node.js";
import type { Description } from "../../resolve/description.js";

/** What all functions that read the description need. */
export interface ModelContext {
  readonly description: Description;
  readonly report: Report;
}

/** The node at the end of a chain of `$ref`s; the node itself if it has no `$ref`. */
export function followReference({ description }: ModelContext, node: Node): Node {
  return description.follow(node);
}

/** Reports a feature of the description that the generator does not support. `what` is the subject of the sentence, in the plural. */
export function reportUnsupported({ report }: ModelContext, place: NodePlace, what: string, advice: Advice = {}): void {
  report(diagnostic("unsupported", place, `${what} are not supported and left out.`, advice));
}

/** The same for each of `fields` that the node has and that is not empty. */
export function reportUnsupportedFields(context: ModelContext, node: Node, fields: Readonly<Record<string, string>>): void {
  for (const [key, what] of Object.entries(fields)) {
    const found = field(node, key);
    if (found !== undefined && !isEmpty(found)) reportUnsupported(context, found.place, `${what} (${quote(key)})`);
  }
}

function isEmpty(node: Node): boolean {
  return (node.kind === "map" && node.fields.size === 0) || (node.kind === "list" && node.items.length === 0);
}

/** Diagnostics that are reported only at the first place, since one cause affects many. */
const reportedOnce: ReadonlySet<string> = new Set(["unsupported", "security-undefined"]);

/** Reports each diagnostic once, although a shared component is read at every place that refers to it. */
export function withoutDuplicates(report: Report): Report {
  const seen = new Set<string>();
  return (diagnostic) => {
    const place = reportedOnce.has(diagnostic.code) ? undefined : diagnostic.place;
    const key = JSON.stringify([diagnostic.code, diagnostic.message, place?.source, place?.pointer, place?.offset]);
    if (seen.has(key)) return;
    seen.add(key);
    report(diagnostic);
  };
}
