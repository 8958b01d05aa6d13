import { diagnostic } from "../diagnostics.js";
import { code, expectMap, field, fieldsOf, readBoolean, readString, readStrings } from "../load/fields.js";
import type { MapNode, Node } from "../load/node.js";
import { formatPointer } from "../load/pointer.js";
import type { Method, Operation } from "./api.js";
import { readBody } from "./bodies.js";
import type { ModelContext } from "./context.js";
import { unsupported, unsupportedFields } from "./context.js";
import { sortedSet } from "./order.js";
import { readParameters } from "./parameters.js";
import type { PathEntry } from "./paths.js";
import { readPaths } from "./paths.js";
import { readResponses } from "./responses.js";
import { present, readExternalDocs } from "./schema-docs.js";
import { readSecurityRequirements } from "./security-requirements.js";
import { readServers } from "./servers.js";

/** An operation as the vocabulary of OpenAPI tells it, with the node that its extensions are read from. */
export interface OperationEntry {
  readonly operation: Operation;
  readonly node: MapNode;
}

/** The fields of a path item that hold operations. */
const methods: readonly (readonly [field: string, method: Method])[] = [
  ["delete", "DELETE"],
  ["get", "GET"],
  ["head", "HEAD"],
  ["options", "OPTIONS"],
  ["patch", "PATCH"],
  ["post", "POST"],
  ["put", "PUT"],
  ["query", "QUERY"],
  ["trace", "TRACE"],
];

const notCarried = { callbacks: "Callbacks" };

/** Every operation, by path, then by method. */
export function readOperations(context: ModelContext): readonly OperationEntry[] {
  const entries = readPaths(context).flatMap((entry) => readItem(entry, context));
  reportSameIds(entries, context);
  return entries;
}

function readItem(entry: PathEntry, context: ModelContext): readonly OperationEntry[] {
  for (const [method, node] of fieldsOf(field(entry.item, "additionalOperations"))) {
    unsupported(context, node.place, `Operations of the method ${code(method)}`);
  }
  return methods.flatMap(([key, method]) => {
    const written: Node | undefined = field(entry.item, key);
    const node = expectMap(written, `The operation ${code(key)}`, context.report);
    return node ? [{ operation: readOperation(entry, key, method, node, context), node }] : [];
  });
}

function readOperation(entry: PathEntry, key: string, method: Method, node: MapNode, context: ModelContext): Operation {
  const { report } = context;
  unsupportedFields(context, node, notCarried);
  return {
    method,
    path: entry.path,
    ...present("operationId", readString(node, "operationId", report)),
    tags: sortedSet(readStrings(node, "tags", report) ?? []),
    ...present("summary", readString(node, "summary", report)),
    ...present("description", readString(node, "description", report)),
    deprecated: readBoolean(node, "deprecated", report) ?? false,
    ...present("externalDocs", readExternalDocs(node, context)),
    parameters: readParameters(entry.item, node, entry.path, context),
    ...present("body", readBody(node, context)),
    ...serversOf(entry.item, node, context),
    responses: readResponses(node, context),
    security: readSecurityRequirements(node, context),
    rateLimits: [],
    pointer: formatPointer(["paths", entry.path.text, key]),
    place: node.place,
  };
}

/** An operation's own servers go before those of its path, and those before the API's (OpenAPI 3.2, 4.10.1). */
function serversOf(item: MapNode, operation: MapNode, context: ModelContext): Pick<Operation, "servers"> {
  const own = readServers(operation, context);
  const servers = own.length > 0 ? own : readServers(item, context);
  return servers.length > 0 ? { servers } : {};
}

/** An operationId identifies one operation, with regard to case (OpenAPI 3.1, 4.8.10). */
function reportSameIds(entries: readonly OperationEntry[], { report }: ModelContext): void {
  const first = new Map<string, Operation>();
  for (const { operation, node } of entries) {
    const { operationId } = operation;
    const other = operationId === undefined ? undefined : first.get(operationId);
    if (operationId === undefined) continue;
    if (other === undefined) first.set(operationId, operation);
    else report(sameId(operationId, field(node, "operationId") ?? node, other));
  }
}

function sameId(operationId: string, node: Node, other: Operation) {
  const message = `The operationId ${code(operationId)} is already that of ${code(`${other.method} ${other.path.text}`)}.`;
  return diagnostic("operation-id-duplicate", node.place, message, { help: "Give each operation an id of its own, or none." });
}
