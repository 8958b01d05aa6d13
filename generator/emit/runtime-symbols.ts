import type { Code } from "./code.js";
import type { Imports } from "./imports.js";

/** Where each symbol of the runtime is exported: `templates/runtime/`, copied to `src/runtime/`. */
const modules = {
  api: "runtime/api",
  Operations: "runtime/api",
  ApiFacts: "runtime/api-facts",
  ApiPromise: "runtime/api-promise",
  Client: "runtime/client",
  ClientOptions: "runtime/options",
  RequestOptions: "runtime/options",
  BatchInputs: "runtime/batch-options",
  BatchOptions: "runtime/batch-options",
  BatchRun: "runtime/batch-run",
  PagePromise: "runtime/pages",
  ParamsBeside: "runtime/batch-params",
  batchParams: "runtime/batch-params",
  basic: "runtime/basic",
  bearer: "runtime/bearer",
  cookieKey: "runtime/api-key",
  createClient: "runtime/client",
  fieldHolds: "runtime/field-holds",
  headerKey: "runtime/api-key",
  linkIn: "runtime/page-links",
  nextCursor: "runtime/page-cursors",
  nextIn: "runtime/page-cursors",
  nextLink: "runtime/page-links",
  nextOffset: "runtime/page-numbers",
  nextPage: "runtime/page-numbers",
  paginate: "runtime/pages",
  path: "runtime/path",
  runBatch: "runtime/batch-run",
  idempotencyKey: "runtime/idempotency-key",
  queryKey: "runtime/api-key",
  rateLimits: "runtime/rate-limits",
  versions: "runtime/versions",
  commaSeparated: "runtime/query-styles",
  deepObject: "runtime/query-styles",
  exploded: "runtime/query-styles",
  json: "runtime/query-styles",
  pipeDelimited: "runtime/query-styles",
  reserved: "runtime/reserved",
  spaceDelimited: "runtime/query-styles",
  formQuery: "runtime/query-strings",
  jsonQuery: "runtime/query-strings",
  textQuery: "runtime/query-strings",
  cookie: "runtime/cookies",
  cookies: "runtime/cookies",
  jsonText: "runtime/value-styles",
  label: "runtime/value-styles",
  matrix: "runtime/value-styles",
  reservedInPath: "runtime/reserved",
  simple: "runtime/value-styles",
  answerInMemory: "runtime/testing",
  Handler: "runtime/testing",
  Route: "runtime/testing",
  TestAnswer: "runtime/testing",
  TestFetch: "runtime/testing",
  TestRequest: "runtime/testing",
  UnknownVariant: "runtime/unknown-variant",
} as const;

export type RuntimeSymbol = keyof typeof modules;

export function runtimeType(imports: Imports, symbol: RuntimeSymbol): Code {
  return imports.type(modules[symbol], symbol);
}

export function runtimeValue(imports: Imports, symbol: RuntimeSymbol): Code {
  return imports.value(modules[symbol], symbol);
}
