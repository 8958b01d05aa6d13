import { fieldsOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import { reportInvalid, suggestion } from "./extension-fields.js";

/** The objects that may have each extension, as they are named in messages. Aligned to make the rows comparable. */
// prettier-ignore
const allowedAt: ReadonlyMap<string, readonly ExtensionLocation[]> = new Map([
  ["x-specloom-auth",       ["a security scheme"]],
  ["x-specloom-batch",      ["an operation"]],
  ["x-specloom-name",       ["the root", "an operation", "a webhook", "a parameter", "a schema", "a server variable"]],
  ["x-specloom-pages",      ["an operation"]],
  ["x-specloom-rate-limit", ["the root", "an operation"]],
  ["x-specloom-retry",      ["the root", "an operation"]],
  ["x-specloom-typed",      ["a schema"]],
  ["x-specloom-values",     ["a schema"]],
  ["x-specloom-versions",   ["the root", "an operation"]],
]);

/** An object of the description as it is named in messages. */
export type ExtensionLocation =
  "the root" | "a path" | "an operation" | "a webhook" | "a parameter" | "a schema" | "a security scheme" | "a server variable";

/** Reports each `x-specloom-…` field that does not exist or is not allowed here, so that misspellings are noticed. */
export function checkExtensionNames(node: MapNode, holder: ExtensionLocation, { report }: ModelContext): void {
  fieldsOf(node).forEach((value, key) => {
    if (!key.startsWith("x-specloom-")) return;
    const places = allowedAt.get(key);
    const known = [...allowedAt].filter(([, holders]) => holders.includes(holder)).map(([name]) => name);
    if (places === undefined)
      reportInvalid(
        report,
        value,
        `There is no extension ${quote(key)}.`,
        suggestion(key, known.length > 0 ? known : [...allowedAt.keys()]),
      );
    else if (!places.includes(holder))
      reportInvalid(report, value, `${quote(key)} is not allowed at ${holder}.`, `Put it at ${places.join(" or ")}.`);
  });
}
