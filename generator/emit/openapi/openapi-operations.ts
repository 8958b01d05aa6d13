import { isJsonArray, isJsonObject } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { resolveReference, targetOf } from "./openapi-references.js";

interface JsonObject {
  readonly [key: string]: Json;
}

/** The methods that openapi-typescript prints. */
const methods: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/**
 * Gives openapi-typescript the operations as the model reads them: path items with the targets of their `$ref`, each parameter once, path
 * parameters as in the template, and only unique operationIds.
 */
export function repairOperations(root: Json): Json {
  if (!isJsonObject(root)) return root;
  const items = (owner: Json | undefined) =>
    isJsonObject(owner) ? mapValues(owner, (item, name) => repairedItem(name, item, root)) : undefined;
  const [paths, webhooks] = [items(root.paths), items(root.webhooks)];
  const inPaths = countIds(paths);
  const inBoth = countIds(webhooks, inPaths);
  // The operations of `components.pathItems` are printed where a path refers to them.
  const components = isJsonObject(root.components) ? { ...root.components } : undefined;
  const pathItems = items(components?.pathItems);
  return {
    ...root,
    ...(paths && { paths: withUniqueIds(paths, inPaths) }),
    ...(webhooks && { webhooks: withUniqueIds(webhooks, inBoth) }),
    ...(pathItems && { components: { ...components, pathItems: withUniqueIds(pathItems, new Map()) } }),
  };
}

/** The name of a path item is its path, except in `webhooks` and `components`. */
function repairedItem(name: string, written: Json, root: Json): Json {
  if (name.startsWith("x-")) return written;
  const item = pathItemOf(written, root);
  if (!isJsonObject(item)) return item;
  const template = name.startsWith("/") ? [...name.matchAll(/\{([^{}]+)\}/g)].map(([, parameter = ""]) => parameter) : undefined;
  const shared = parametersOf(item.parameters, root, template);
  const operations = Object.entries(item).flatMap(([method, node]) => {
    if (!methods.has(method)) return [];
    const operation = targetOf(node, root);
    if (!isJsonObject(operation)) return [];
    const own = parametersOf(operation.parameters, root, template);
    const declared = new Set([...shared.keys(), ...own.keys()]);
    const undeclared = (template ?? []).filter((parameter) => !declared.has(keyOf("path", parameter)));
    return [
      [method, { ...operation, parameters: [...own.values(), ...[...new Set(undeclared)].map(undeclaredParameter)] }] as const,
    ];
  });
  return { ...item, parameters: [...shared.values()], ...Object.fromEntries(operations) };
}

/** A path item with the fields of its `$ref`'s target. Its own fields take precedence, except that its parameters are added. */
function pathItemOf(written: Json, root: Json, seen: ReadonlySet<string> = new Set()): Json {
  if (!isJsonObject(written) || typeof written.$ref !== "string") return written;
  const { $ref, ...own } = written;
  const target = seen.has($ref) ? undefined : resolveReference(root, $ref);
  const fields = target === undefined ? {} : pathItemOf(target, root, new Set([...seen, $ref]));
  if (!isJsonObject(fields)) return own;
  const parameters = [fields.parameters, own.parameters].flatMap((list) => (isJsonArray(list) ? list : []));
  return { ...fields, ...own, ...(parameters.length > 0 && { parameters }) };
}

/** The parameters that OpenAPI does not ignore, by what identifies them. Path parameters that the template does not have are left out. */
function parametersOf(list: Json | undefined, root: Json, template: readonly string[] | undefined): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  for (const written of isJsonArray(list) ? list : []) {
    const parameter = targetOf(written, root);
    if (!isJsonObject(parameter)) continue;
    const { in: location, name } = parameter;
    if (typeof location !== "string" || typeof name !== "string") continue;
    if (location === "path" && template?.includes(name) === false) continue;
    const key = keyOf(location, name);
    if (!found.has(key)) found.set(key, written);
  }
  return found;
}

/** Header names are case-insensitive. */
function keyOf(location: string, name: string): string {
  return `${location} ${location === "header" ? name.toLowerCase() : name}`;
}

function undeclaredParameter(name: string): Json {
  return { name, in: "path", required: true, schema: { type: "string" } };
}

/** How often each operationId would be a property of the `operations` type, beside those that are already counted. */
function countIds(items: JsonObject | undefined, counted: ReadonlyMap<string, number> = new Map()): ReadonlyMap<string, number> {
  const counts = new Map(counted);
  for (const item of Object.values(items ?? {}))
    for (const [method, operation] of isJsonObject(item) ? Object.entries(item) : []) {
      const id = methods.has(method) && isJsonObject(operation) ? operation.operationId : undefined;
      if (typeof id === "string") counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  return counts;
}

/** An operation without an id is printed at its path. */
function withUniqueIds(items: JsonObject, counts: ReadonlyMap<string, number>): JsonObject {
  return mapValues(items, (item) =>
    isJsonObject(item) ? mapValues(item, (node, method) => (methods.has(method) ? withUniqueId(node, counts) : node)) : item,
  );
}

function withUniqueId(operation: Json, counts: ReadonlyMap<string, number>): Json {
  if (!isJsonObject(operation)) return operation;
  const { operationId, ...others } = operation;
  return typeof operationId === "string" && counts.get(operationId) === 1 ? operation : others;
}

function mapValues(object: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}
