import { diagnostic } from "../../diagnostics.js";
import { field } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { readBoolean, readString } from "../../load/tree/read-fields.js";
import type { MapNode } from "../../load/tree/node.js";
import { tabStyle } from "../../resolve/swagger/collection-formats.js";
import type { Parameter, ParameterIn, ParameterStyle } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";

/** The styles of each parameter location, the default first (OpenAPI 3.1, 4.8.12.2, and `cookie` of 3.2). */
const stylesByLocation: Readonly<Record<ParameterIn, readonly [ParameterStyle, ...ParameterStyle[]]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  // Serialized in its media type; the style is not used.
  querystring: ["form"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};

/** Styles for which `explode` is true by default. */
const explodedByDefault: ReadonlySet<ParameterStyle> = new Set(["form", "cookie"]);

export function readStyle(node: MapNode, location: ParameterIn, context: ModelContext): Pick<Parameter, "style" | "explode"> {
  const [defaultStyle] = stylesByLocation[location];
  const written = readString(node, "style", context.report);
  const isTabs = location === "query" && written === tabStyle;
  const style = isTabs ? "tabDelimited" : stylesByLocation[location].find((known) => known === written);
  if (written !== undefined && style === undefined) {
    const help = `Write one of ${stylesByLocation[location].map(quote).join(", ")}, or leave it out.`;
    const message = `The style ${quote(written)} is not allowed for a ${location} parameter; ${quote(defaultStyle)} is used.`;
    context.report(diagnostic("value-tolerated", field(node, "style")?.place ?? node.place, message, { help }));
  }
  const explode = readBoolean(node, "explode", context.report);
  return { style: style ?? defaultStyle, explode: explode ?? explodedByDefault.has(style ?? defaultStyle) };
}
