import { isExtension } from "../../load/tree/fields.js";
import { toJson } from "../../load/tree/json.js";
import type { Json, MapNode, Node } from "../../load/tree/node.js";

/** A description as the upgrade sees it: what it moves about is there, what it only carries is a token. */
export interface Skeleton {
  readonly json: JsonMap;
  /** The node that a value of the upgraded skeleton stands for. */
  readonly nodeOf: (value: Json) => Node | undefined;
}

export interface JsonMap {
  readonly [key: string]: Json;
}

/** Schemas, data and words: the upgrade would copy them without their places, or take an example's text for a keyword. */
const carried: ReadonlySet<string> = new Set([
  ...["schema", "items", "enum", "default", "definitions", "scopes"],
  ...["info", "tags", "security", "externalDocs"],
]);

/** Fields that hold a map by names, and whether `x-` starts a name there like any other. */
const namesIn: ReadonlyMap<string, "any" | "not x-"> = new Map([
  ["paths", "not x-"],
  ["responses", "not x-"],
  ["headers", "any"],
  ["parameters", "any"],
  ["securityDefinitions", "any"],
]);

/** Stands for a node that the upgrade has no business with. */
const token = "x-specloom-node";

export function skeletonOf(root: MapNode): Skeleton {
  const nodes: Node[] = [];
  const standIn = (node: Node): Json => ({ [token]: nodes.push(node) - 1 });
  const convert = (node: Node): Json => {
    if (node.kind === "scalar") return toJson(node);
    return node.kind === "list" ? node.items.map(convert) : convertFields(node);
  };
  const convertFields = (map: MapNode): JsonMap =>
    object(map, (key, child) => {
      if (isHidden(key)) return undefined;
      if (carried.has(key)) return standIn(child);
      if (child.kind !== "map") return convert(child);
      if (key === "examples") return object(child, (_, example) => standIn(example));
      const names = namesIn.get(key);
      return names === undefined ? convertFields(child) : object(child, (name, held) => (names === "any" || !isExtension(name) ? convert(held) : undefined)); // prettier-ignore
    });
  return {
    json: convertFields(root),
    nodeOf: (value) => {
      const index = isJsonMap(value) && Object.hasOwn(value, token) ? value[token] : undefined;
      return typeof index === "number" ? nodes[index] : undefined;
    },
  };
}

/** What the upgrade does not see: extensions, which it takes for paths and operations, and what was put there for afterwards. */
function isHidden(key: string): boolean {
  return isExtension(key) || key === "encoding";
}

function object(map: MapNode, convert: (key: string, child: Node) => Json | undefined): JsonMap {
  const entries = [...map.fields].flatMap(([key, child]): [string, Json][] => {
    const json = convert(key, child);
    return json === undefined ? [] : [[key, json]];
  });
  return Object.fromEntries(entries);
}

export function isJsonMap(value: Json): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
