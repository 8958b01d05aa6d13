import { astToString, type OpenAPI3, transformSchema } from "openapi-typescript";
import type { Json } from "../../load/tree/node.js";
import { escapeInvisible } from "../text/literals.js";
import { limitAlternatives } from "./openapi-alternatives.js";
import { breakReferenceCycles } from "./openapi-cycles.js";
import { prepareForTypes } from "./openapi-cleaning.js";
import { decodeNames } from "./openapi-names.js";
import { repairOperations } from "./openapi-operations.js";
import { resolveReference } from "./openapi-references.js";

/**
 * The text of the optional `./openapi` entry point. This is the only file that imports openapi-typescript. Only its transformation is called:
 * its bundler and linter would load references, print to the console, and reject descriptions that specloom accepts.
 */
export function openapiTypes(description: Json): string {
  const cleaned = limitAlternatives(breakReferenceCycles(prepareForTypes(description, repairOperations(description))));
  if (!isDocument(cleaned)) throw new TypeError("A description without its version cannot be rendered.");
  return withEscapes(astToString(transformSchema(cleaned, context(cleaned)))).replace(helper, ownHelper);
}

/**
 * openapi-typescript's helper type for the required properties of a reference. The compiler refuses it where the target can be `null` or is a
 * union, because not every member has the properties.
 */
const helper = "type WithRequired<T, K extends keyof T> = T & {\n    [P in K]-?: T[P];\n};";
const ownHelper = "type WithRequired<T, K> = T extends object ? T & Required<Pick<T, Extract<K, keyof T>>> : T;";

/** openapi-typescript does not escape invisible characters in strings. Comments are escaped before. */
function withEscapes(printed: string): string {
  return printed.replace(/\/\*[^]*?(?:\*\/|$)|"(?:[^"\\]|\\[^]?)*(?:"|$)/g, (token) =>
    token.startsWith('"') ? escapeInvisible(decodeNames(token)) : token,
  );
}

function isDocument(value: Json): value is Json & OpenAPI3 {
  return typeof value === "object" && value !== null && "openapi" in value;
}

type Context = Parameters<typeof transformSchema>[1];

/** The default options of openapi-typescript, without those for loading documents. */
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
    // The transformation does not use it.
    redoc: undefined as never,
    silent: true,
    transform: undefined,
    transformProperty: undefined,
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- The signature of openapi-typescript.
    resolve: <T>(ref: string) => resolveReference(root, ref) as T | undefined,
    makePathsEnum: false,
    generatePathParams: false,
    readWriteMarkers: false,
  };
}
