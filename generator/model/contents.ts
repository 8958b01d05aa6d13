import { diagnostic } from "../diagnostics.js";
import { code, field, isExtension } from "../load/fields.js";
import type { MapNode, Node } from "../load/node.js";
import type { Content } from "./api.js";
import type { ModelContext } from "./context.js";
import { followed, unsupportedFields } from "./context.js";
import { sortedBy } from "./order.js";
import { readExamples } from "./schema-docs.js";
import { readSchema } from "./schemas.js";

/** RFC 9110, 8.3.1, and the wildcards of OpenAPI's media type ranges. */
const mediaTypePattern =
  /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+(?:\s*;\s*[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"[^"\\\p{Cc}]*"))*$/u;

const notCarried = { encoding: "Encodings of single parts", itemSchema: "Schemas of streamed items" };

/** The media types of a `content` map, in order. */
export function readContents(map: MapNode | undefined, context: ModelContext): readonly Content[] {
  const own = [...(map?.fields ?? [])].filter(([mediaType]) => !isExtension(mediaType) || mediaType.includes("/"));
  return sortedBy(own, ([mediaType]) => mediaType).flatMap(([mediaType, node]) => readContent(mediaType, node, context) ?? []);
}

function readContent(mediaType: string, node: Node, context: ModelContext): Content | undefined {
  if (!mediaTypePattern.test(mediaType)) {
    context.report(diagnostic("unsupported", node.place, `${code(mediaType)} is no media type, so that it is left out.`));
    return undefined;
  }
  const content = followed(context, node);
  if (content.kind !== "map") return { mediaType, examples: [] };
  unsupportedFields(context, content, notCarried);
  const schema = field(content, "schema");
  return { mediaType, ...(schema && { schema: readSchema(schema, context) }), examples: readExamples(content, context) };
}
