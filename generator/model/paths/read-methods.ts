import { diagnostic } from "../../diagnostics.js";
import { field, fieldsOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { expectMap, readMap } from "../../load/tree/read-fields.js";
import type { MapNode } from "../../load/tree/node.js";
import type { Method } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";
import { sortedBy } from "../reading/order.js";

/** The node of an operation in a path item. */
export interface MethodEntry {
  readonly method: Method;
  /** The keys in the path item that lead to it: `["get"]`, `["additionalOperations", "COPY"]`. */
  readonly keys: readonly string[];
  readonly node: MapNode;
}

/** The fields of a path item that contain operations. */
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

/** A method is a token (RFC 9110, section 5.6.2). */
const methodToken = /^[!#$%&'*+.^_`|~\w-]+$/;

/** Methods that no `fetch` sends (Fetch Standard, "forbidden method"). */
const forbiddenMethod = /^(?:CONNECT|TRACE|TRACK)$/i;

/**
 * The operations of a path item in order of their methods.
 *
 * @param direction - of their requests; those that the service sends may have any method
 */
export function readMethods(
  item: MapNode,
  context: ModelContext,
  direction: "sent" | "received" = "sent",
): readonly MethodEntry[] {
  const named = methods.flatMap(([key, method]) => {
    const node = expectMap(field(item, key), `The operation ${quote(key)}`, context.report);
    return node ? [{ method, keys: [key], node }] : [];
  });
  const entries = sortedBy([...named, ...readAdditionalOperations(item, context)], ({ method }) => method);
  for (const { method, node } of entries.filter((entry) => direction === "sent" && forbiddenMethod.test(entry.method))) {
    const message = `The method ${quote(method)} cannot be sent by ${quote("fetch")}; the operation needs a custom ${quote("fetch")}.`;
    context.report(diagnostic("unsupported", node.place, message));
  }
  return entries;
}

/** `additionalOperations` of OpenAPI 3.2. Methods are case-sensitive. */
function readAdditionalOperations(item: MapNode, context: ModelContext): readonly MethodEntry[] {
  return [...fieldsOf(readMap(item, "additionalOperations", context.report))].flatMap(([method, written]) => {
    const node = expectMap(written, `The operation ${quote(method)}`, context.report);
    const own = methods.find(([, known]) => known === method);
    if (node && own === undefined && methodToken.test(method)) return [{ method, keys: ["additionalOperations", method], node }];
    const [fault, help] = own
      ? [`has its own field, ${quote(own[0])}`, `Write it under ${quote(own[0])}.`]
      : ["is not a valid HTTP method", "Write it as it is sent, such as `COPY`."];
    if (node) context.report(diagnostic("invalid-value", node.place, `The method ${quote(method)} ${fault}.`, { help }));
    return [];
  });
}
