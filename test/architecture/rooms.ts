/**
 * The folders ("rooms") of each layer, from top to bottom: a file imports only from its own room and from rooms listed after it. Files at
 * the root of a layer are its entry points: they import any room, and no room imports them, except those listed as `shared`.
 */
export interface Layer {
  readonly folder: string;
  /** The folder of its tests, which has the same rooms. */
  readonly tests: string;
  readonly rooms: readonly string[];
  readonly shared?: readonly string[];
}

export const layers: readonly Layer[] = [
  {
    folder: "generator/load",
    tests: "test/load",
    rooms: ["read", "parse", "documents", "tree"],
  },
  {
    folder: "generator/resolve",
    tests: "test/resolve",
    rooms: ["selection", "overlays", "documents", "swagger", "repairs", "references", "objects"],
    shared: ["description.ts"],
  },
  {
    folder: "generator/model",
    tests: "test/model",
    rooms: [
      "operation-extensions",
      "operations",
      "bodies",
      "paths",
      "security",
      "schema-passes",
      "schemas",
      "extensions",
      "traversal",
      "reading",
      "types",
    ],
  },
  {
    folder: "generator/plan",
    tests: "test/plan",
    rooms: [
      "client",
      "testing",
      "operations",
      "inline-objects",
      "webhooks",
      "requests",
      "responses",
      "client-options",
      "models",
      "names",
      "content",
      "types",
    ],
  },
  {
    folder: "generator/emit",
    tests: "test/emit",
    rooms: ["entries", "openapi", "client", "readme", "inspect", "examples", "operations", "requests", "types", "text"],
  },
  {
    folder: "generator/compare",
    tests: "test/compare",
    rooms: ["releases", "reports", "declarations", "api-report", "surface", "types", "rules"],
  },
  {
    folder: "generator/config",
    tests: "test/config",
    rooms: ["texts", "read", "hooks"],
    shared: ["config-fields.ts", "suggestions.ts"],
  },
  {
    folder: "generator/commands",
    tests: "test/cli",
    rooms: ["adoption", "init", "results"],
    shared: ["command.ts", "build.ts", "compared-description.ts", "fail-on.ts", "generate-command.ts", "print-report.ts"],
  },
  {
    folder: "templates/runtime",
    tests: "test/runtime",
    rooms: [
      "testing",
      "batch",
      "batch-requests",
      "batch-results",
      "pages",
      "streams",
      "limits",
      "call",
      "credentials",
      "retries",
      "options",
      "errors",
      "bodies",
      "values",
    ],
    shared: ["api.ts", "api-types.ts", "api-facts.ts"],
  },
];

/** Files that may import each other, and why. */
export const allowedCycles: readonly { readonly files: readonly string[]; readonly reason: string }[] = [];
