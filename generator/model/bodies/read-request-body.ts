import { field } from "../../load/tree/fields.js";
import { expectMap, readBoolean, readMap, readString } from "../../load/tree/read-fields.js";
import type { MapNode } from "../../load/tree/node.js";
import { diagnostic } from "../../diagnostics.js";
import type { Method, RequestBody } from "../types/operation.js";
import { readContents } from "./read-media-types.js";
import type { ModelContext } from "../reading/context.js";
import { followReference } from "../reading/context.js";
import { optionalField } from "../reading/documentation-fields.js";

/** The methods whose requests `fetch` refuses to send with a body. A body has no meaning there (RFC 9110, section 9.3.1). */
const methodsWithoutBody: readonly Method[] = ["GET", "HEAD"];

/** `requestBody` of an operation; undefined if it has no media type, because it could not be serialized. */
export function readBody(operation: MapNode, method: Method, context: ModelContext): RequestBody | undefined {
  const { report } = context;
  const written = field(operation, "requestBody");
  if (written && methodsWithoutBody.includes(method)) {
    const message = `The request body of a ${method} is left out, because it has no meaning and cannot be sent.`;
    report(diagnostic("unsupported", written.place, message));
    return undefined;
  }
  const body = expectMap(written && followReference(context, written), "`requestBody`", report);
  const contents = readContents(readMap(body, "content", report), context);
  if (body === undefined || contents.length === 0) return undefined;
  return {
    required: readBoolean(body, "required", report) ?? false,
    ...optionalField("description", readString(body, "description", report)),
    contents,
    place: body.place,
  };
}
