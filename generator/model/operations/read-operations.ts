import { diagnostic } from "../../diagnostics.js";
import { field } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { readString, readStrings } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer } from "../../load/tree/pointer.js";
import type { Method, Operation } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";
import { readOperationObject } from "./read-operation-object.js";
import { readCallbacks } from "./read-webhooks.js";
import { readMethods } from "../paths/read-methods.js";
import { sortedSet } from "../reading/order.js";
import { readParameters } from "./read-parameters.js";
import type { PathEntry } from "../paths/read-paths.js";
import { readPaths } from "../paths/read-paths.js";
import { optionalField } from "../reading/documentation-fields.js";
import { readSecurityRequirements } from "../security/read-security-requirements.js";
import { readServers } from "./read-servers.js";
import { reportDuplicatePaths } from "../paths/duplicate-paths.js";

/** An operation without its extensions, and the node that they are read from. */
export interface OperationWithNode {
  readonly operation: Operation;
  readonly node: MapNode;
}

/** Every operation, ordered by path, then method. */
export function readOperations(context: ModelContext): readonly OperationWithNode[] {
  const entries = readPaths(context).flatMap((entry) => readPathOperations(entry, context));
  reportDuplicatePaths(
    entries.map(({ operation }) => operation),
    context,
  );
  return withoutDuplicateIds(entries, context);
}

function readPathOperations(entry: PathEntry, context: ModelContext): readonly OperationWithNode[] {
  return readMethods(entry.item, context).map(({ method, keys, node }) => ({
    operation: readOperation(entry, method, formatPointer(["paths", entry.path.text, ...keys]), node, context),
    node,
  }));
}

function readOperation(entry: PathEntry, method: Method, pointer: string, node: MapNode, context: ModelContext): Operation {
  const { report } = context;
  return {
    ...readOperationObject(node, method, pointer, context),
    path: entry.path,
    ...optionalField("operationId", readString(node, "operationId", report)),
    tags: sortedSet(readStrings(node, "tags", report) ?? []),
    parameters: readParameters(entry.item, node, entry.path, context),
    ...serversOf(entry.item, node, context),
    callbacks: readCallbacks(node, pointer, context),
    security: readSecurityRequirements(node, context),
    rateLimits: [],
  };
}

/** The servers of an operation override those of its path, which override those of the API (OpenAPI 3.2, 4.10.1). */
function serversOf(item: MapNode, operation: MapNode, context: ModelContext): Pick<Operation, "servers"> {
  const own = readServers(operation, context);
  const servers = own.length > 0 ? own : readServers(item, context);
  return servers.length > 0 ? { servers } : {};
}

/** An operationId is unique and case-sensitive (OpenAPI 3.1, 4.8.10). One that several operations have is reported and ignored. */
function withoutDuplicateIds(entries: readonly OperationWithNode[], { report }: ModelContext): readonly OperationWithNode[] {
  const byId = new Map<string, OperationWithNode[]>();
  for (const entry of entries) {
    const { operationId } = entry.operation;
    if (operationId !== undefined) byId.set(operationId, [...(byId.get(operationId) ?? []), entry]);
  }
  return entries.map((entry) => {
    const { operationId, ...operation } = entry.operation;
    const [first, second] = byId.get(operationId ?? "") ?? [];
    if (operationId === undefined || first === undefined || second === undefined) return entry;
    if (entry !== first) report(duplicateId(operationId, field(entry.node, "operationId") ?? entry.node, first.operation));
    return { ...entry, operation };
  });
}

function duplicateId(operationId: string, node: Node, other: Operation) {
  const message = `The operationId ${quote(operationId)} is also used by ${quote(`${other.method} ${other.path.text}`)}; both are named after their paths.`;
  return diagnostic("operation-id-duplicate", node.place, message, {
    help: "Give each operation a unique operationId, or none.",
  });
}
