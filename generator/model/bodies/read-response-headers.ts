import { expectMap, readBoolean, readMap, readString } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { ResponseHeader } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";
import { followReference } from "../reading/context.js";
import { sortedBy } from "../reading/order.js";
import { optionalField } from "../reading/documentation-fields.js";

/** A field name is a token (RFC 9110, section 5.6.2). */
const fieldName = /^[\w!#$%&'*+.^`|~-]+$/;

/** The headers of a response. `Content-Type` is ignored, since `content` describes it (OpenAPI 3.1, 4.8.17). */
export function readHeaders(response: MapNode, context: ModelContext): readonly ResponseHeader[] {
  const headers = [...(readMap(response, "headers", context.report)?.fields ?? [])].filter(
    ([name]) => fieldName.test(name) && name.toLowerCase() !== "content-type",
  );
  return sortedBy(headers, ([name]) => name).flatMap(([name, node]) => readHeader(name, node, context) ?? []);
}

function readHeader(name: string, node: Node, context: ModelContext): ResponseHeader | undefined {
  const header = expectMap(followReference(context, node), `The header \`${name}\``, context.report);
  if (header === undefined) return undefined;
  const { report } = context;
  return {
    name,
    ...optionalField("description", readString(header, "description", report)),
    deprecated: readBoolean(header, "deprecated", report) ?? false,
  };
}
