import { code, field } from "../load/fields.js";
import type { ModelContext } from "./context.js";
import type { ExtensionMap } from "./extension-fields.js";
import { fieldPath, invalid, openExtension, required, suggestion, text } from "./extension-fields.js";
import type { Pages } from "./extensions.js";
import { requireList, requirePath, takesInput } from "./extension-checks.js";
import type { Lookup } from "./field-lookup.js";
import { successSchemas } from "./field-lookup.js";
import type { OperationEntry } from "./operations.js";

const name = "x-specloom-pages";

/** `x-specloom-pages`: the cursor's way from one page's answer into the next one's request. */
export function readPages({ operation, node }: OperationEntry, lookup: Lookup, { report }: ModelContext): Pages | undefined {
  const map = openExtension(name, field(node, name), ["style", "cursor", "next", "items"], report);
  if (map === undefined) return undefined;
  const style = readStyle(map);
  const cursor = required(map, "cursor", text);
  const next = required(map, "next", fieldPath);
  const items = required(map, "items", fieldPath);
  if (!style || !cursor || !next || !items) return undefined;
  const answers = successSchemas(operation);
  const holds = [
    takesInput(map, cursor, operation, lookup),
    requirePath(map, next, answers, "answer", lookup),
    requireList(map, items, answers, "answer", lookup),
  ];
  return holds.includes(false) ? undefined : { style, cursor: cursor.value, next: next.value, items: items.value };
}

function readStyle(map: ExtensionMap): Pages["style"] | undefined {
  const style = required(map, "style", text);
  if (style === undefined || style.value === "cursor") return style && "cursor";
  invalid(
    map.report,
    style.node,
    `The style ${code(style.value)} of ${code(name)} is not known.`,
    suggestion(style.value, ["cursor"]),
  );
  return undefined;
}
