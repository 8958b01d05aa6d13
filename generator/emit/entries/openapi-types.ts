import { astToString, type OpenAPI3, transformSchema } from "openapi-typescript";
import type { Json } from "../../load/tree/node.js";
import { escapeInvisible } from "../text/literals.js";
import { breakReferenceCycles } from "./openapi-cycles.js";
import { typesOnly, resolveReference } from "./openapi-cleaning.js";

/**
 * The only door to openapi-typescript, which renders the optional `./openapi` entry. Its transformation is called by itself: the
 * bundling and linting before it would open references, print to the console, and refuse descriptions that we take.
 */
export function openapiTypes(description: Json): string {
  const cleaned = breakReferenceCycles(typesOnly(description));
  if (!isDocument(cleaned)) throw new TypeError("A description without its version cannot be rendered.");
  return withEscapes(astToString(transformSchema(cleaned, context(cleaned))));
}

/** The printer leaves characters in strings that reorder a line or end it; comments were made safe as prose. */
function withEscapes(printed: string): string {
  return printed.replace(/\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\[\s\S])*"/g, (token) =>
    token.startsWith('"') ? escapeInvisible(token) : token,
  );
}

function isDocument(value: Json): value is Json & OpenAPI3 {
  return typeof value === "object" && value !== null && "openapi" in value;
}

type Context = Parameters<typeof transformSchema>[1];

/** The library's defaults; what only its own loading needs is not there. */
function context(root: Json): Context {
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
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- The library says it this way.
    resolve: <T>(ref: string) => resolveReference(root, ref) as T | undefined,
    makePathsEnum: false,
    generatePathParams: false,
    readWriteMarkers: false,
  };
}
