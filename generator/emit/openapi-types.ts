import { astToString, type OpenAPI3, transformSchema } from "openapi-typescript";
import type { Json } from "../load/node.js";
import { prose } from "./tsdoc.js";

/**
 * The only door to openapi-typescript, which renders the optional `./openapi` entry. Its transformation is called by itself: the
 * bundling and linting before it would open references, print to the console, and refuse descriptions that we take.
 */
export function openapiTypes(description: Json): string {
  const schema: unknown = cleanObject(description);
  if (!isDocument(schema)) throw new TypeError("A description without its version cannot be rendered.");
  return astToString(transformSchema(schema, context(schema)));
}

function isDocument(value: unknown): value is OpenAPI3 {
  return typeof value === "object" && value !== null && "openapi" in value;
}

type Context = Parameters<typeof transformSchema>[1];

/** The library's defaults; what only its own loading needs is not there. */
function context(root: object): Context {
  return {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    defaultNonNullable: false,
    discriminators: { objects: {}, refsHandled: [] },
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    conditionalEnums: false,
    dedupeEnums: false,
    excludeDeprecated: false,
    exportType: false,
    immutable: false,
    injectFooter: [],
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    rootTypes: false,
    rootTypesNoSchemaPrefix: false,
    rootTypesKeepCasing: false,
    // Nothing in the transformation reads it.
    redoc: undefined as never,
    silent: true,
    transform: undefined,
    transformProperty: undefined,
    resolve: <T>(ref: string) => follow(root, ref) as T | undefined,
    makePathsEnum: false,
    generatePathParams: false,
    readWriteMarkers: false,
  };
}

function follow(root: unknown, ref: string): unknown {
  const segments = ref
    .replace(/^#\/?/, "")
    .split("/")
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"));
  let node = root;
  for (const segment of segments) {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, segment)) return undefined;
    node = Reflect.get(node, segment);
  }
  return node;
}

/** Fields whose own keys are names that the description chose; `x-` means nothing special among these. */
const nameMaps = new Set(
  `properties patternProperties $defs schemas responses requestBodies securitySchemes callbacks pathItems paths webhooks content headers
  dependentSchemas`.split(/\s+/),
);
/** Prose, which ends up in comments. */
const proseFields = new Set(["description", "title", "summary", "format"]);
/** Values and what only a reader of the description needs. */
const dropped = new Set([
  "example",
  "examples",
  "default",
  "externalDocs",
  "discriminator",
  "links",
  "mapping",
  "encoding",
  "variables",
]);

/** Takes out what is not about types, and makes safe what is left: extensions, values, prose, references to elsewhere. */
function cleanObject(value: Json): Json {
  if (isList(value)) return value.map(cleanObject);
  if (typeof value !== "object" || value === null) return value;
  const { $ref } = value;
  if (typeof $ref === "string") return $ref.startsWith("#/") ? { $ref } : {};
  return rebuild(value, (name, field) => (dropped.has(name) || name.startsWith("x-") ? undefined : cleanField(name, field)));
}

function cleanField(name: string, field: Json): Json {
  if (proseFields.has(name) && typeof field === "string") return prose(field);
  if (name === "enum" || name === "const") return field;
  const isNameMap = nameMaps.has(name) || (name === "parameters" && !isList(field));
  return isNameMap && typeof field === "object" && field !== null && !isList(field)
    ? rebuild(field, (_, item) => cleanObject(item))
    : cleanObject(field);
}

function rebuild(object: { readonly [key: string]: Json }, make: (name: string, field: Json) => Json | undefined): Json {
  const entries = Object.entries(object).flatMap(([name, field]) => {
    const made = make(name, field);
    return made === undefined ? [] : [[name, made] as const];
  });
  return Object.fromEntries(entries);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
