import { fieldsOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode } from "../../load/tree/node.js";
import type { Api, Operation } from "../types/api.js";
import { readBatch } from "./batch-extension.js";
import type { ModelContext } from "../reading/context.js";
import { invalid, suggestion } from "../extensions/extension-fields.js";
import type { Versions } from "../types/extensions.js";
import type { Lookup } from "../traversal/field-lookup.js";
import { withIdempotencyKey } from "./idempotency-key.js";
import { readApiName, readOperationName } from "../extensions/name-extension.js";
import type { OperationEntry } from "../operations/read-operations.js";
import { readPages } from "./pages-extension.js";
import { readRateLimits } from "./rate-limit-extension.js";
import { readRetry } from "./retry-extension.js";
import { present } from "../schemas/read-schema-docs.js";
import { readOnlyInVersions, readVersions } from "./versions-extension.js";

/** Where each extension may stand, in the words of a message. Aligned, so that the rows can be compared. */
// prettier-ignore
const standsAt: ReadonlyMap<string, readonly ExtensionHolder[]> = new Map([
  ["x-specloom-auth",       ["a security scheme"]],
  ["x-specloom-batch",      ["an operation"]],
  ["x-specloom-name",       ["the root", "an operation", "a webhook"]],
  ["x-specloom-pages",      ["an operation"]],
  ["x-specloom-rate-limit", ["the root", "an operation"]],
  ["x-specloom-retry",      ["the root", "an operation"]],
  ["x-specloom-typed",      ["a schema"]],
  ["x-specloom-values",     ["a schema"]],
  ["x-specloom-versions",   ["the root", "an operation"]],
]);

export type ExtensionHolder = "the root" | "a path" | "an operation" | "a webhook" | "a schema" | "a security scheme";

type RootExtensions = Pick<Api, "name" | "versions" | "rateLimits" | "retry">;

export function readRootExtensions(operations: readonly Operation[], context: ModelContext): RootExtensions {
  const { root } = context.description;
  const paths = [...new Set(operations.map(({ path }) => path.text))];
  return {
    ...present("name", readApiName(root, context)),
    ...present("versions", readVersions(root, paths, context)),
    rateLimits: readRateLimits(root, context),
    ...present("retry", readRetry(root, context)),
  };
}

/** The operation with what its extensions say. */
export function extendOperation(
  entry: OperationEntry,
  versions: Versions | undefined,
  lookup: Lookup,
  context: ModelContext,
): Operation {
  const { operation, node } = entry;
  return withIdempotencyKey({
    ...operation,
    ...present("name", readOperationName(node, context)),
    ...present("pages", readPages(entry, lookup, context)),
    ...present("batch", readBatch(entry, lookup, context)),
    rateLimits: readRateLimits(node, context),
    ...present("retry", readRetry(node, context)),
    ...present("onlyInVersions", readOnlyInVersions(node, versions, context)),
  });
}

/** Reports each `x-specloom-…` field that does not exist, or not here: a mistyped one must not be passed over. */
export function checkExtensionNames(node: MapNode, holder: ExtensionHolder, { report }: ModelContext): void {
  for (const [key, value] of fieldsOf(node)) {
    if (!key.startsWith("x-specloom-")) continue;
    const places = standsAt.get(key);
    const known = [...standsAt].filter(([, holders]) => holders.includes(holder)).map(([name]) => name);
    if (places === undefined)
      invalid(
        report,
        value,
        `There is no extension ${quote(key)}.`,
        suggestion(key, known.length > 0 ? known : [...standsAt.keys()]),
      );
    else if (!places.includes(holder))
      invalid(report, value, `${quote(key)} does not stand at ${holder}.`, `Put it at ${places.join(" or ")}.`);
  }
}
