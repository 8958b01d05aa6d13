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
const notCarriedByAnswer = { encoding: notCarried.encoding };

/**
 * The media types of a `content` map, in order.
 *
 * @param place - Where they stand: items of a stream are read from answers.
 */
export function readContents(
  map: MapNode | undefined,
  context: ModelContext,
  place: "request" | "answer" = "request",
): readonly Content[] {
  const own = [...(map?.fields ?? [])].filter(([mediaType]) => !isExtension(mediaType) || mediaType.includes("/"));
  return sortedBy(own, ([mediaType]) => mediaType).flatMap(
    ([mediaType, node]) => readContent(mediaType, node, context, place) ?? [],
  );
}

function readContent(mediaType: string, node: Node, context: ModelContext, place: "request" | "answer"): Content | undefined {
  if (!mediaTypePattern.test(mediaType)) {
    context.report(diagnostic("unsupported", node.place, `${code(mediaType)} is no media type, so that it is left out.`));
    return undefined;
  }
  const content = followed(context, node);
  if (content.kind !== "map") return { mediaType, examples: [] };
  unsupportedFields(context, content, place === "answer" ? notCarriedByAnswer : notCarried);
  const examples = readExamples(content, context);
  const item = place === "answer" ? field(content, "itemSchema") : undefined;
  if (item !== undefined) return { mediaType, ...readItem(mediaType, item, context), examples };
  const schema = field(content, "schema");
  return { mediaType, ...(schema && { schema: readSchema(schema, context) }), examples };
}

/**
 * The items of a stream. Those of an event stream are the events with their envelope (OpenAPI 3.2, 4.14.4); where `data` holds JSON of a
 * described schema, that is what callers are after. An item without `data` is taken for the data itself.
 */
function readItem(mediaType: string, item: Node, context: ModelContext): Pick<Content, "each" | "schema"> {
  const schema = readSchema(item, context);
  if (!/^text\/event-stream\b/i.test(mediaType)) return { each: "item", schema };
  const data = field(field(followed(context, item), "properties"), "data");
  const inner = field(data && followed(context, data), "contentSchema");
  if (inner !== undefined) return { each: "item", schema: readSchema(inner, context) };
  return { each: data === undefined ? "item" : "event", schema };
}
