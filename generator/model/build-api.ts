import type { Report } from "../diagnostics.js";
import { field, fieldsOf } from "../load/tree/fields.js";
import type { Description } from "../resolve/description.js";
import type { Api } from "./types/api.js";
import type { ModelContext } from "./reading/context.js";
import { withoutDuplicates } from "./reading/context.js";
import {
  mergeRequiredInWebhook,
  mergeRequiredInOperation,
  mergeRequiredInSchemas,
} from "./schema-passes/merge-required-properties.js";
import { schemaLookup } from "./traversal/dereference.js";
import { schemasInDirection, schemasByDirection } from "./traversal/schemas-by-direction.js";
import { readWebhooks } from "./operations/read-webhooks.js";
import { readInfo } from "./read-info.js";
import { settleSchemas } from "./schema-passes/settle-schemas.js";
import { mapOperationSchemas, mapOwnSchemas } from "./traversal/map-operation.js";
import { resolveBinaryStrings } from "./schema-passes/binary-strings.js";
import { breakReferenceCycles } from "./schema-passes/break-reference-cycles.js";
import { collectNamedSchemas } from "./schemas/named-schemas.js";
import type { OperationWithNode } from "./operations/read-operations.js";
import { readOperations } from "./operations/read-operations.js";
import { withExtensions, readRootExtensions } from "./operation-extensions/read-operation-extensions.js";
import { checkExtensionNames } from "./extensions/extension-names.js";
import type { Schema, SchemaKey } from "./types/schema.js";
import { readSchema } from "./schemas/read-schema.js";
import { readSecuritySchemes } from "./security/read-security-schemes.js";
import { readServers } from "./operations/read-servers.js";
import { splitDiscriminatorBases } from "./schema-passes/split-discriminator-bases.js";
import { baseFinder } from "./schema-passes/discriminator-bases.js";

/**
 * Reads a description. Errors are reported without stopping, so that one run finds them all; after an error the result must not be used.
 */
export function buildApi(description: Description, report: Report): Api {
  const context: ModelContext = { description, report: withoutDuplicates(report) };
  const entries = readOperations(context);
  const incoming = readWebhooks(context);
  const bases = baseFinder(context);
  const { sent, received } = schemasByDirection({ operations: entries.map(({ operation }) => operation), webhooks: incoming });
  const reached = collectNamedSchemas(
    [sent, received].flatMap(schemasInDirection),
    (key) => readNamed(key, context),
    (key) => bases(key)?.variants.keys() ?? [],
  );
  const merged = mergeRequiredInSchemas(breakReferenceCycles(splitDiscriminatorBases(reached, bases), context));
  const { schemas, settle } = settleSchemas(merged, context);
  checkNames(entries, context);
  const extensions = readRootExtensions(
    entries.map(({ operation }) => operation),
    context,
  );
  const lookup = schemaLookup(schemas);
  const operations = entries
    .map((entry) => withExtensions(entry, extensions.versions, lookup, context))
    .map((operation) => mapOperationSchemas(mergeRequiredInOperation(operation, schemas), settle));
  const webhooks = incoming.map((webhook) => mapOwnSchemas(mergeRequiredInWebhook(webhook, schemas), settle));
  return {
    info: readInfo(context),
    servers: readServers(description.root, context),
    declaresSecurity: description.root.fields.has("security"),
    ...resolveBinaryStrings({ schemas, operations, webhooks }),
    security: readSecuritySchemes(context),
    ...extensions,
  };
}

/** References were checked before, so there is always a node; the root is a fallback for the type checker. */
function readNamed(key: SchemaKey, context: ModelContext): Schema {
  return readSchema(context.description.nodeAt(key) ?? context.description.root, context);
}

function checkNames(entries: readonly OperationWithNode[], context: ModelContext): void {
  const { root } = context.description;
  checkExtensionNames(root, "the root", context);
  for (const item of fieldsOf(field(root, "paths")).values())
    if (item.kind === "map") checkExtensionNames(item, "a path", context);
  for (const { node } of entries) checkExtensionNames(node, "an operation", context);
  for (const scheme of fieldsOf(field(field(root, "components"), "securitySchemes")).values()) {
    if (scheme.kind === "map") checkExtensionNames(scheme, "a security scheme", context);
  }
}
