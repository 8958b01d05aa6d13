import { extract, inline, renameComponent } from "./components.js";
import { asList, componentsOf, type Document, isMap, mapAt, mapsIn, operationsOf, replace } from "./document.js";
import { anywhere, at, type Mutation } from "./mutation.js";
import { enumsOf, isPlain, objectSchemas, propertyOf, referencesOf, requiredOf, setRequired } from "./schema-places.js";

/** Objects that are no component themselves. */
const inlineObjects = (document: Document) => {
  const components = new Set<unknown>(Object.values(componentsOf(document, "schemas")));
  return plainObjects(document).filter((schema) => !components.has(schema));
};

const plainObjects = (document: Document) => objectSchemas(document).filter(isPlain);
/** The same content whose names in the package may change. */
export const renamings: readonly Mutation[] = [
  at("schema inlined", referencesOf, (reference, _, document) => inline(reference, document)),
  at("object extracted", inlineObjects, (schema, _, document) => extract(document, "schemas", schema, "XShared")),
  anywhere("component renamed", (document, pick) => {
    const name = pick(Object.keys(componentsOf(document, "schemas")));
    if (name === undefined) return false;
    renameComponent(document, "schemas", name, "XRenamed");
    return true;
  }),
  at("enum as constants", enumsOf, (schema) =>
    replace(schema, { oneOf: asList(schema.enum).map((value) => ({ const: value })) }),
  ),
  at(
    "path parameter renamed",
    (document) => Object.entries(mapAt(document, "paths")).filter(([path]) => path.includes("{")),
    ([path, item], _, document) => {
      const name = /\{([^{}]*)\}/.exec(path)?.[1];
      if (name === undefined || !isMap(item)) return false;
      const holders = [item, ...operationsOf({ paths: { [path]: item } }).map(({ operation }) => operation)];
      const parameters = holders
        .flatMap((holder) => mapsIn(holder.parameters))
        .filter((parameter) => parameter.name === name && parameter.in === "path");
      if (parameters.length === 0) return false;
      for (const parameter of parameters) parameter.name = "xRenamed";
      const paths = mapAt(document, "paths");
      Reflect.deleteProperty(paths, path);
      paths[path.replace(`{${name}}`, "{xRenamed}")] = item;
      return true;
    },
  ),
  anywhere("path of the server in paths", (document) => {
    const [server] = mapsIn(document.servers);
    const base = /^(https?:\/\/[^/{}]+)(\/[^{}]*[^{}/])\/?$/.exec(String(server?.url));
    if (server === undefined || base === null || asList(document.servers).length > 1) return false;
    server.url = base[1];
    document.paths = Object.fromEntries(
      Object.entries(mapAt(document, "paths")).map(([path, item]) => [`${base[2] ?? ""}${path}`, item]),
    );
    return true;
  }),
  at("nullable property optional", objectSchemas, (schema, pick) => {
    const found = propertyOf(schema, pick);
    const property = found?.properties[found.name];
    if (!isMap(property) || property.nullable !== true) return false;
    setRequired(
      schema,
      requiredOf(schema).filter((name) => name !== found?.name),
    );
    return true;
  }),
];
