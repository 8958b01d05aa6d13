import type { MapNode } from "../../load/tree/node.js";
import type { Parameter, PathQueryItem, PathTemplate } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";
import { undeclaredParameter } from "./path-parameters.js";

/** Parses `view=full&q={query}`; undefined if a value mixes constants and parameters. */
export function parsePathQuery(text: string): readonly PathQueryItem[] | undefined {
  const items = text.split("&").filter((item) => item !== "");
  const parsed = items.map(parseItem);
  return parsed.every((item) => item !== undefined) ? parsed : undefined;
}

function parseItem(text: string): PathQueryItem | undefined {
  // `{search}=1` is the query parameter `search` with an example.
  const [, named] = /^\{([^{}]+)\}=[^{}]*$/.exec(text) ?? [];
  if (named !== undefined) return { name: named, parameter: named };
  const match = /^([^={}]+)(?:=(?:\{([^{}]+)\}|([^{}]*)))?$/.exec(text);
  if (match === null) return undefined;
  const [[name, value] = ["", ""]] = new URLSearchParams(`${match[1] ?? ""}=${match[3] ?? ""}`);
  return match[2] === undefined ? { name, value } : { name, parameter: match[2] };
}

/**
 * Turns the parameters in the query of a path into query parameters, because OpenAPI does not define queries in paths. Declared query
 * parameters with the name of a constant are dropped.
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
    const existing = declared.find((parameter) => parameter.in === "query" && parameter.name === item.name);
    const named = existing ?? declared.find((parameter) => parameter.name === item.parameter);
    const found = named ?? undeclaredParameter(item.parameter, path, operation, context);
    return existing ?? { ...found, name: item.name, in: "query" as const, style: "form" as const, explode: true };
  });
  const movedNames = new Set(query.flatMap((item) => ("parameter" in item ? [item.parameter] : [])));
  const others = declared.filter(
    (parameter) =>
      !(parameter.in === "query" && names.has(parameter.name)) && !(parameter.in === "path" && movedNames.has(parameter.name)),
  );
  return [...others, ...moved];
}
