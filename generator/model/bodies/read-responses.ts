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
  const own = [...(responses?.fields ?? [])].filter(([key]) => !isExtension(key));
  return sortedBy(
    own.flatMap(([key, node]) => readResponse(key, node, context) ?? []),
    ({ status }) => statusRank(status) + status,
  );
}

function readResponse(key: string, node: Node, context: ModelContext): Response | undefined {
  const status = statusOf(key);
  const response = expectMap(followReference(context, node), `The response ${quote(key)}`, context.report);
  if (status === undefined) context.report(invalidStatus(key, node));
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

/** Some descriptions write ranges in lower case. */
function statusOf(key: string): string | undefined {
  if (/^[1-5]xx$/i.test(key)) return key.toUpperCase();
  return key === "default" || /^[1-5]\d\d$/.test(key) ? key : undefined;
}

function statusRank(status: string): string {
  if (status === "default") return "3";
  return status.endsWith("XX") ? "2" : "1";
}

function invalidStatus(key: string, node: Node) {
  const help = "Write a status code from 100 to 599, a range such as `4XX`, or `default`.";
  return diagnostic("invalid-value", node.place, `The responses have the key ${quote(key)}, which is not a status code.`, {
    help,
  });
}
