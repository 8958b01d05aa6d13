import { isExtension } from "../../load/tree/fields.js";
import { isJsonObject, toJson } from "../../load/tree/json.js";
import type { Json, MapNode, Node } from "../../load/tree/node.js";

/** A description as JSON for the upgrade. Nodes that the upgrade only copies are replaced by tokens, so that they can be restored. */
export interface Skeleton {
  readonly json: JsonObject;
  /** The node that a token of the upgraded skeleton replaces. */
  readonly nodeOf: (value: Json) => Node | undefined;
}

interface JsonObject {
  readonly [key: string]: Json;
}

/** Fields whose values become tokens: the upgrade would lose their places in the text, or take data for keywords. */
const tokenFields: ReadonlySet<string> = new Set([
  ...["schema", "items", "enum", "default", "definitions", "scopes"],
  ...["info", "tags", "security", "externalDocs"],
]);

/** Fields that contain a map of names, and whether a name may start with `x-`. */
const nameMaps: ReadonlyMap<string, "any" | "not x-"> = new Map([
  ["paths", "not x-"],
  ["responses", "not x-"],
  ["headers", "any"],
  ["parameters", "any"],
  ["securityDefinitions", "any"],
]);

/** The key of a token; its value is an index into the list of replaced nodes. */
const tokenKey = "x-specloom-node";

export function createSkeleton(root: MapNode): Skeleton {
  const nodes: Node[] = [];
  const tokenFor = (node: Node): Json => ({ [tokenKey]: nodes.push(node) - 1 });
  const convert = (node: Node): Json => {
    if (node.kind === "scalar") return toJson(node);
    return node.kind === "list" ? node.items.map(convert) : convertFields(node);
  };
  const convertFields = (map: MapNode): JsonObject =>
    toObject(map, (key, child) => {
      if (isHidden(key)) return undefined;
      if (tokenFields.has(key)) return tokenFor(child);
      if (child.kind !== "map") return convert(child);
      if (key === "examples") return toObject(child, (_, example) => tokenFor(example));
      const names = nameMaps.get(key);
      return names === undefined ? convertFields(child) : toObject(child, (name, held) => (names === "any" || !isExtension(name) ? convert(held) : undefined)); // prettier-ignore
    });
  return {
    json: convertFields(root),
    nodeOf: (value) => {
      const index = isJsonObject(value) && Object.hasOwn(value, tokenKey) ? value[tokenKey] : undefined;
      return typeof index === "number" ? nodes[index] : undefined;
    },
  };
}

/** Fields that the upgrade does not get: extensions, which it would take for paths and operations, and `encoding`, which `prepare` added. */
function isHidden(key: string): boolean {
  return isExtension(key) || key === "encoding";
}

function toObject(map: MapNode, convert: (key: string, child: Node) => Json | undefined): JsonObject {
  const entries = [...map.fields].flatMap(([key, child]): [string, Json][] => {
    const json = convert(key, child);
    return json === undefined ? [] : [[key, json]];
  });
  return Object.fromEntries(entries);
}
