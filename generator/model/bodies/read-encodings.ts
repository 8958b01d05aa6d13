import { field, isExtension, scalarOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { expectMap, readBoolean, readMap, readString } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { Encoding } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";
import { followReference, reportUnsupported, reportUnsupportedFields } from "../reading/context.js";
import { sortedBy } from "../reading/order.js";
import { readStyle } from "./read-style.js";
import { optionalField } from "../reading/documentation-fields.js";

const unsupportedKeywords = {
  encoding: "Encodings within a part",
  prefixEncoding: "Encodings within a part",
  itemEncoding: "Encodings within a part",
};

/** `encoding` of a media type, by field name. */
export function readEncodings(map: MapNode | undefined, context: ModelContext): ReadonlyMap<string, Encoding> {
  const fields = sortedBy(map?.fields ?? [], ([name]) => name);
  return new Map(fields.map(([name, node]) => [name, readEncoding(node, context)]));
}

export function readEncoding(written: Node, context: ModelContext): Encoding {
  const { report } = context;
  const node = expectMap(followReference(context, written), "An encoding", report);
  if (node === undefined) return { headers: new Map(), place: written.place };
  reportUnsupportedFields(context, node, unsupportedKeywords);
  const styled = ["style", "explode", "allowReserved"].some((key) => node.fields.has(key));
  const allowReserved = readBoolean(node, "allowReserved", report) ?? false;
  return {
    ...optionalField("contentType", readString(node, "contentType", report)),
    headers: readHeaders(node, context),
    ...(styled && { style: { ...readStyle(node, "query", context), allowReserved } }),
    place: written.place,
  };
}

/** The headers of a part whose schema allows only one value; callers cannot pass values for part headers. */
function readHeaders(node: MapNode, context: ModelContext): Encoding["headers"] {
  const found = new Map<string, string | number | boolean>();
  const headers = sortedBy(readMap(node, "headers", context.report)?.fields ?? [], ([name]) => name);
  for (const [name, header] of headers.filter(([key]) => !isExtension(key) && key.toLowerCase() !== "content-type")) {
    const value = onlyValue(field(followReference(context, header), "schema"), context);
    if (value === undefined)
      reportUnsupported(context, header.place, `Headers of a part whose value is not fixed (${quote(name)})`);
    else found.set(name, value);
  }
  return found;
}

function onlyValue(written: Node | undefined, context: ModelContext): string | number | boolean | undefined {
  const schema = written && followReference(context, written);
  const values = field(schema, "enum");
  const only = values?.kind === "list" && values.items.length === 1 ? values.items[0] : undefined;
  const value = scalarOf(field(schema, "const") ?? only ?? field(schema, "default"));
  return value === null || typeof value === "bigint" ? undefined : value;
}
