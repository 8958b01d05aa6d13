import type { Api } from "../types/api.js";
import type { Operation } from "../types/operation.js";
import { readBatch } from "./batch-extension.js";
import type { ModelContext } from "../reading/context.js";
import type { Versions } from "../types/extensions.js";
import type { Lookup } from "../traversal/dereference.js";
import { withIdempotencyKey } from "./idempotency-key.js";
import { readApiName, readOperationName } from "../extensions/name-extension.js";
import type { OperationEntry } from "../operations/read-operations.js";
import { readPages } from "./pages-extension.js";
import { readRateLimits } from "./rate-limit-extension.js";
import { readRetry } from "./retry-extension.js";
import { present } from "../reading/documentation-fields.js";
import { readOnlyInVersions, readVersions } from "./versions-extension.js";

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
