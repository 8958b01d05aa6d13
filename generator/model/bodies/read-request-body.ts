import { field } from "../../load/tree/fields.js";
import { expectMap, readBoolean, readMap, readString } from "../../load/tree/read-fields.js";
import type { MapNode } from "../../load/tree/node.js";
import type { RequestBody } from "../types/operation.js";
import { readContents } from "./read-media-types.js";
import type { ModelContext } from "../reading/context.js";
import { followReference } from "../reading/context.js";
import { optionalField } from "../reading/documentation-fields.js";

/** `requestBody` of an operation; undefined if it has no media type, because it could not be serialized. */
export function readBody(operation: MapNode, context: ModelContext): RequestBody | undefined {
  const { report } = context;
  const written = field(operation, "requestBody");
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
