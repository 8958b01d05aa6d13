import type { Advice, Report } from "../../diagnostics.js";
import { diagnostic } from "../../diagnostics.js";
import { field } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { Node, NodePlace } from "../../load/tree/node.js";
import type { Description } from "../../resolve/description.js";

/** What every reader of this folder is given, and never changes. */
export interface ModelContext {
  readonly description: Description;
  readonly report: Report;
}

/** What a reference leads to in the end; anything else is itself. (Asking for the pointer of what is no reference would search for it.) */
export function followReference({ description }: ModelContext, node: Node): Node {
  return description.targetPointer(node) === undefined ? node : description.follow(node).node;
}

/** Says that the description means something which a package cannot carry yet. `what` is the subject of the sentence, in the plural. */
export function reportUnsupported({ report }: ModelContext, place: NodePlace, what: string, advice: Advice = {}): void {
  report(diagnostic("unsupported", place, `${what} are not supported and left out.`, advice));
}

/** The same for each of the named fields that a node has. */
export function reportUnsupportedFields(context: ModelContext, node: Node, fields: Readonly<Record<string, string>>): void {
  for (const [key, what] of Object.entries(fields)) {
    const found = field(node, key);
    if (found !== undefined && !isEmpty(found)) reportUnsupported(context, found.place, `${what} (${quote(key)})`);
  }
}

function isEmpty(node: Node): boolean {
  return (node.kind === "map" && node.fields.size === 0) || (node.kind === "list" && node.items.length === 0);
}

/** Faults that one cause has in many places: told once, at the first of them. */
const reportedOnce: ReadonlySet<string> = new Set(["unsupported", "security-undefined"]);

/** Lets each fault through only once: a shared component is read wherever it is used. */
export function withoutDuplicates(report: Report): Report {
  const said = new Set<string>();
  return (diagnostic) => {
    const where = reportedOnce.has(diagnostic.code) ? undefined : diagnostic.place;
    const key = JSON.stringify([diagnostic.code, diagnostic.message, where?.source, where?.pointer, where?.offset]);
    if (said.has(key)) return;
    said.add(key);
    report(diagnostic);
  };
}
