import { diagnostic } from "../../diagnostics.js";
import { field, isExtension } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { readList, readMap } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { Content } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";
import { followReference } from "../reading/context.js";
import { readEncoding, readEncodings } from "./read-encodings.js";
import { sortedBy } from "../reading/order.js";
import { optionalField, readExamples } from "../reading/documentation-fields.js";
import type { Schema } from "../types/schema.js";
import { readSchema } from "../schemas/read-schema.js";

/** RFC 9110, section 8.3.1, with the wildcards of media type ranges. */
const mediaTypePattern =
  /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+(?:\s*;\s*[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"[^"\\\p{Cc}]*"))*$/u;

/** The Media Type Objects of `content`, in order. */
export function readContents(map: MapNode | undefined, context: ModelContext): readonly Content[] {
  const own = [...(map?.fields ?? [])].filter(([mediaType]) => !isExtension(mediaType) || mediaType.includes("/"));
  return sortedBy(own, ([mediaType]) => mediaType).flatMap(([mediaType, node]) => readContent(mediaType, node, context) ?? []);
}

function readContent(mediaType: string, node: Node, context: ModelContext): Content | undefined {
  if (!mediaTypePattern.test(mediaType)) {
    context.report(diagnostic("unsupported", node.place, `${quote(mediaType)} is not a media type and is left out.`));
    return undefined;
  }
  const content = followReference(context, node);
  if (content.kind !== "map") return { mediaType, examples: [] };
  const { report } = context;
  const encoding = readEncodings(readMap(content, "encoding", report), context);
  const prefix = readList(content, "prefixEncoding", report)?.items.map((item) => readEncoding(item, context));
  const others = field(content, "itemEncoding");
  return {
    mediaType,
    ...optionalField("schema", schemaIn(content, "schema", context)),
    ...optionalField("itemSchema", schemaIn(content, "itemSchema", context)),
    ...(encoding.size > 0 && { encoding }),
    ...optionalField("prefixEncoding", prefix),
    ...optionalField("itemEncoding", others && readEncoding(others, context)),
    examples: readExamples(content, context),
  };
}

function schemaIn(content: MapNode, key: string, context: ModelContext): Schema | undefined {
  const schema = field(content, key);
  return schema && readSchema(schema, context);
}
