import { diagnostic } from "../../diagnostics.js";
import { isExtension } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { expectMap, readMap, readString } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { Response } from "../types/operation.js";
import { readContents } from "./read-media-types.js";
import type { ModelContext } from "../reading/context.js";
import { followReference } from "../reading/context.js";
import { readLinks } from "./read-links.js";
import { sortedBy } from "../reading/order.js";
import { readHeaders } from "./read-response-headers.js";
import { optionalField } from "../reading/documentation-fields.js";

/** `responses` of an operation: status codes ascending, then ranges, then `default`. */
export function readResponses(operation: MapNode, context: ModelContext): readonly Response[] {
  const responses = readMap(operation, "responses", context.report);
  const own = sortedBy(responses?.fields ?? [], ([key]) => key).filter(([key]) => !isExtension(key));
  const byStatus = new Map<string, Response>();
  for (const [key, node] of own) {
    const response = readResponse(key, node, context);
    // A key that is a status comes before one that only starts with it.
    if (response !== undefined && !byStatus.has(response.status)) byStatus.set(response.status, response);
  }
  return sortedBy(byStatus.values(), ({ status }) => statusRank(status) + status);
}

function readResponse(key: string, node: Node, context: ModelContext): Response | undefined {
  const status = statusOf(key);
  const response = expectMap(followReference(context, node), `The response ${quote(key)}`, context.report);
  if (status !== key && status?.toLowerCase() !== key.toLowerCase()) context.report(toleratedStatus(key, status, node));
  if (status === undefined || response === undefined) return undefined;
  return {
    status,
    ...optionalField("description", readText(response, context)),
    contents: readContents(readMap(response, "content", context.report), context),
    headers: readHeaders(response, context),
    links: readLinks(response, context),
    place: node.place,
  };
}

/** The description, which is optional as of OpenAPI 3.2, else the summary. */
function readText(response: MapNode, { report }: ModelContext): string | undefined {
  return readString(response, "description", report) ?? readString(response, "summary", report);
}

/** Some descriptions write ranges in lower case, or what a status means behind it: `200 OK`. */
function statusOf(key: string): string | undefined {
  const [, status] = /^([1-5](?:\d\d|xx)|default)(?:\s.*)?$/is.exec(key.trim()) ?? [];
  return status?.toLowerCase() === "default" ? "default" : status?.toUpperCase();
}

function statusRank(status: string): string {
  if (status === "default") return "3";
  return status.endsWith("XX") ? "2" : "1";
}

function toleratedStatus(key: string, status: string | undefined, node: Node) {
  const help = "Write a status code from 100 to 599, a range such as `4XX`, or `default`.";
  const reading = status === undefined ? "this response is left out" : `it is read as ${quote(status)}`;
  const message = `The responses have the key ${quote(key)}, which is not a status code; ${reading}.`;
  return diagnostic("value-tolerated", node.place, message, { help });
}
