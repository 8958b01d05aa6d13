import type { Api } from "../types/api.js";
import type { Operation } from "../types/operation.js";
import { readBatch } from "./batch-extension.js";
import type { ModelContext } from "../reading/context.js";
import type { Versions } from "../types/extensions.js";
import type { SchemaLookup } from "../traversal/dereference.js";
import { withIdempotencyKey } from "./idempotency-key.js";
import { readApiName, readOperationName } from "../extensions/name-extension.js";
import type { OperationWithNode } from "../operations/read-operations.js";
import { readPages } from "./pages-extension.js";
import { readRateLimits } from "./rate-limit-extension.js";
import { readRetry } from "./retry-extension.js";
import { optionalField } from "../reading/documentation-fields.js";
import { readOnlyInVersions, readVersions } from "./versions-extension.js";

type RootExtensions = Pick<Api, "name" | "versions" | "rateLimits" | "retry">;

export function readRootExtensions(operations: readonly Operation[], context: ModelContext): RootExtensions {
  const { root } = context.description;
  const paths = [...new Set(operations.map(({ path }) => path.text))];
  return {
    ...optionalField("name", readApiName(root, context)),
    ...optionalField("versions", readVersions(root, paths, context)),
    rateLimits: readRateLimits(root, context),
    ...optionalField("retry", readRetry(root, context)),
  };
}

/** The operation with the values of its extensions. */
export function withExtensions(
  entry: OperationWithNode,
  versions: Versions | undefined,
  lookup: SchemaLookup,
  context: ModelContext,
): Operation {
  const { operation, node } = entry;
  return withIdempotencyKey({
    ...operation,
    ...optionalField("name", readOperationName(node, context)),
    ...optionalField("pages", readPages(entry, lookup, context)),
    ...optionalField("batch", readBatch(entry, lookup, context)),
    rateLimits: readRateLimits(node, context),
    ...optionalField("retry", readRetry(node, context)),
    ...optionalField("onlyInVersions", readOnlyInVersions(node, versions, context)),
  });
}
