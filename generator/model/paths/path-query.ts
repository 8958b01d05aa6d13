import type { MapNode } from "../../load/tree/node.js";
import type { Parameter, PathQueryItem, PathTemplate } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";
import { undeclaredParameter } from "./path-parameters.js";

/** Takes `view=full&q={query}` apart; undefined where a part of it is neither a text nor a parameter. */
export function parsePathQuery(text: string): readonly PathQueryItem[] | undefined {
  const items = text.split("&").filter((item) => item !== "");
  const parsed = items.map(parseItem);
  return parsed.every((item) => item !== undefined) ? parsed : undefined;
}

function parseItem(text: string): PathQueryItem | undefined {
  const match = /^([^={}]+)(?:=(?:\{([^{}]+)\}|([^{}]*)))?$/.exec(text);
  if (match === null) return undefined;
  const [[name, value] = ["", ""]] = new URLSearchParams(`${match[1] ?? ""}=${match[3] ?? ""}`);
  return match[2] === undefined ? { name, value } : { name, parameter: match[2] };
}

/**
 * The query of a path as parameters: OpenAPI gives it no meaning, and servers that of any query. What is always the same is no parameter,
 * and nobody can set it.
 */
export function withPathQueryParameters(
  declared: readonly Parameter[],
  path: PathTemplate,
  operation: MapNode,
  context: ModelContext,
): readonly Parameter[] {
  const { query = [] } = path;
  const names = new Set(query.map(({ name }) => name));
  const moved = query.flatMap((item) => {
    if (!("parameter" in item)) return [];
    const own = declared.find((parameter) => parameter.in === "query" && parameter.name === item.name);
    const named = own ?? declared.find((parameter) => parameter.name === item.parameter);
    const found = named ?? undeclaredParameter(item.parameter, path, operation, context);
    return own ?? { ...found, name: item.name, in: "query" as const, style: "form" as const, explode: true };
  });
  const taken = new Set(query.flatMap((item) => ("parameter" in item ? [item.parameter] : [])));
  const others = declared.filter(
    (parameter) =>
      !(parameter.in === "query" && names.has(parameter.name)) && !(parameter.in === "path" && taken.has(parameter.name)),
  );
  return [...others, ...moved];
}
