import { diagnostic } from "../../diagnostics.js";
import { field, isExtension } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { expectMap, readMap, readString } from "../../load/tree/read-fields.js";
import { toJson } from "../../load/tree/json.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { localPointer, parseReference } from "../../resolve/objects/reference.js";
import type { Link } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";
import { followReference, reportUnsupportedFields } from "../reading/context.js";
import { sortedBy } from "../reading/order.js";
import { optionalField } from "../reading/documentation-fields.js";

const unsupportedKeywords = { requestBody: "Bodies of links", server: "Servers of links" };

/** The Link Objects of a response. */
export function readLinks(response: MapNode, context: ModelContext): readonly Link[] {
  const links = [...(readMap(response, "links", context.report)?.fields ?? [])].filter(([name]) => !isExtension(name));
  return sortedBy(links, ([name]) => name).flatMap(([name, node]) => readLink(name, node, context) ?? []);
}

function readLink(name: string, node: Node, context: ModelContext): Link | undefined {
  const { report } = context;
  const link = expectMap(followReference(context, node), `The link ${quote(name)}`, report);
  if (link === undefined) return undefined;
  const target = linkTarget(link, context);
  if (target === undefined) {
    report(
      diagnostic("unsupported", node.place, `The link ${quote(name)} leads to no operation of this description and is left out.`),
    );
    return undefined;
  }
  reportUnsupportedFields(context, link, unsupportedKeywords);
  const parameters = [...(readMap(link, "parameters", report)?.fields ?? [])].map(
    ([parameter, value]) => [parameter, toJson(value)] as const,
  );
  return {
    name,
    ...optionalField("description", readString(link, "description", report)),
    target,
    parameters: sortedBy(parameters, ([parameter]) => parameter),
  };
}

function linkTarget(link: MapNode, { report }: ModelContext): Link["target"] | undefined {
  const operationId = readString(link, "operationId", report);
  if (operationId !== undefined) return { operationId };
  const written = field(link, "operationRef");
  if (written === undefined || readString(link, "operationRef", report) === undefined) return undefined;
  const pointer = localPointer(parseReference(written));
  return pointer === undefined ? undefined : { pointer };
}
