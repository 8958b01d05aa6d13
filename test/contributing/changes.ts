/** The changes that CONTRIBUTING.md describes, each made once: the files to edit, and lines that are inserted there. */

export interface Edit {
  readonly file: string;
  /** A text that is once in the file; the insertion goes before it, or after it. Without either it is a new file. */
  readonly before?: string;
  readonly after?: string;
  readonly insert: string;
  /** The compiler reports this file once the edits without this mark are made. */
  readonly reportedByCompiler?: true;
  /** CONTRIBUTING.md does not name the file, because another change of this kind would be made elsewhere. */
  readonly unlisted?: true;
}

export interface Change {
  /** The heading in CONTRIBUTING.md. */
  readonly heading: string;
  readonly edits: readonly Edit[];
  /** Other files that CONTRIBUTING.md names: where the tests go, and examples of new files. */
  readonly others: readonly string[];
}

const constraintKeyword: Change = {
  heading: "A schema keyword that does not change the type",
  edits: [{ file: "generator/model/schemas/read-schema-docs.ts", before: '  "minItems",', insert: '  "minContains",\n' }],
  others: ["test/scenarios/docs.md"],
};

/** `setOf: <schema>` becomes `Set<…>`. */
const typeKeyword: Change = {
  heading: "A schema keyword that changes the type",
  edits: [
    { file: "generator/resolve/objects/grammar.ts", before: '"contentSchema"', insert: '"setOf", ' },
    { file: "generator/model/types/schema.ts", before: "  | NumberSchema\n", insert: "  | SetSchema\n" },
    {
      file: "generator/model/types/schema.ts",
      before: "export interface NumberSchema",
      insert: 'export interface SetSchema extends SchemaBase {\n  readonly kind: "set";\n  readonly items: Schema;\n}\n\n',
    },
    {
      file: "generator/model/schemas/reading-rules.ts",
      before: '  { name: "enumeration"',
      insert:
        '  { name: "set", matches: has("setOf"), read: (node, reader) => ({ kind: "set", items: reader.read(field(node, "setOf") ?? node), ...schemaBase(node) }) },\n',
    },
    {
      file: "generator/model/traversal/subschemas.ts",
      before: '  if (schema.kind === "tuple")',
      insert: '  if (schema.kind === "set") return [schema.items];\n',
    },
    {
      file: "generator/model/traversal/map-schema.ts",
      before: '  if (schema.kind === "tuple")',
      insert: '  if (schema.kind === "set") return { ...schema, items: change(schema.items) };\n',
    },
    {
      file: "generator/emit/types/type-rules.ts",
      before: '  rule("tuple"',
      insert: '  rule("set", "set", ({ items }, scope) => primary(code`Set<${typeOf(items, scope).code}>`)),\n',
    },
    {
      file: "generator/model/reading/canonical-schemas.ts",
      before: "  tuple: ",
      insert: "  set: 13,\n",
      reportedByCompiler: true,
    },
    ...(
      [
        ["generator/model/schema-passes/contradicting-parts.ts", '"array"'],
        ["generator/model/schema-passes/limit-alternatives.ts", "1"],
        ["generator/plan/content/value-kinds.ts", '["any"]'],
        ["generator/plan/requests/parameter-schemas.ts", "schema"],
        ["generator/plan/responses/event-alternatives.ts", "[]"],
        ["generator/plan/responses/event-data.ts", "new Set()"],
        ["generator/plan/testing/minimal-values.ts", "[]"],
        ["generator/emit/examples/matches-schema.ts", "false"],
        ["generator/emit/examples/example-values.ts", "undefined"],
      ] as const
    ).map(([file, result]): Edit => ({
      file,
      before: '    case "tuple":',
      insert: `    case "set":\n      return ${result};\n`,
      reportedByCompiler: true,
    })),
    {
      file: "generator/compare/types/expand.ts",
      before: "  tuple: tupleView,",
      insert: "  set: () => unknownView,\n",
      reportedByCompiler: true,
    },
    { file: "docs/models.md", before: "| `const` ", insert: "| `setOf` | a `Set` |\n" },
  ],
  others: ["test/scenarios/keywords.md"],
};

const runtimeModule: Change = {
  heading: "A runtime module",
  edits: [
    {
      file: "templates/runtime/pages/page-tokens.ts",
      unlisted: true,
      insert:
        "export function nextToken<Params>(params: Params | undefined, key: keyof Params, token: unknown): Params | undefined {\n" +
        "  return token === undefined ? undefined : ({ ...params, [key]: token } as Params);\n}\n",
    },
    {
      file: "generator/emit/text/runtime-symbols.ts",
      before: "  paginate: ",
      insert: '  nextToken: "runtime/pages/page-tokens",\n',
    },
  ],
  others: ["templates/runtime/pages/page-cursors.ts", "test/runtime/pages/pages.test.ts"],
};

/** `style: token` uses the module above. */
const pageStyle: Change = {
  heading: "A pagination style",
  edits: [
    {
      file: "generator/model/types/extensions.ts",
      before: '  | { readonly style: "link";',
      insert: '  | { readonly style: "token"; readonly input: Input; readonly next: Path }\n',
    },
    {
      file: "generator/model/operation-extensions/pages-extension.ts",
      before: '  ["link", ',
      insert: `  ["token", { fields: ["token", "next"], read: ({ map }) => {
    const [token, next] = [requiredField(map, "token", stringField), requiredField(map, "next", pathField)];
    return token && next && { style: "token", input: token.value, next: next.value };
  } }],\n`,
    },
    {
      file: "generator/plan/operations/plan-pages.ts",
      before: '    case "link":',
      insert: '    case "token":\n      return { style: "token", input: input(pages.input), next: access(pages.next) };\n',
      reportedByCompiler: true,
    },
    {
      file: "generator/emit/requests/pagination.ts",
      before: '    case "link":',
      insert:
        '    case "token":\n      return { parameters: code`page, params`, result: code`${runtime("nextToken")}(params, ${literal(pagination.input.key)}, ${pageProperty(pagination.next, imports)})` };\n',
      reportedByCompiler: true,
    },
    { file: "docs/extensions.md", before: "| `link-header` |", insert: "| `token` | `token`, `next` | | |\n" },
  ],
  others: ["test/model/operation-extensions/extensions.test.ts", "test/emit/requests/pagination.test.ts"],
};

/** `generate --greeting <text>` prints the text. */
const option: Change = {
  heading: "A command-line option",
  edits: [
    {
      file: "generator/options.ts",
      before: "  strict: {",
      insert:
        '  greeting: { flag: "--greeting <text>", help: "print it", type: "string", inConfigFile: true, commands: ["generate"] },\n',
    },
    {
      file: "generator/commands/generate-command.ts",
      before: "    const { ok, outputs, lines } = await generateOutputs(",
      insert: "    for (const { options } of targets) if (options.greeting !== undefined) terminal.out(options.greeting);\n",
      unlisted: true,
    },
    {
      file: "generator/commands/results/option-groups.ts",
      before: '  debug: "Run"',
      insert: '  greeting: "Run",\n',
      reportedByCompiler: true,
    },
    { file: "docs/configuration.md", before: "| `--debug` ", insert: "| `--greeting TEXT` | print it |\n" },
    { file: "docs/configuration.md", before: '  "name": "petstore-client"', insert: '  "greeting": "Hello!",\n' },
  ],
  others: ["test/cli/commands.test.ts"],
};

/** `specloom greet NAME` greets. */
const command: Change = {
  heading: "A command",
  edits: [
    {
      file: "generator/options.ts",
      after: 'export const commandNames = ["generate", "check", "watch", "inspect"',
      insert: ', "greet"',
    },
    {
      file: "generator/commands/greet-command.ts",
      insert: `import { type Command, exitCodes } from "./command.js";

/** \`specloom greet\`: greets. */
export const greetCommand: Command<"greet"> = {
  description: "greet somebody",
  summary: "greet somebody",
  example: "npx specloom greet Ada",
  arguments: [["<name>", "who is greeted"]],
  run: ({ args: [name = ""], terminal }) => {
    terminal.out(\`Hello, \${name}!\`);
    return Promise.resolve(exitCodes.done);
  },
};
`,
      unlisted: true,
    },
    {
      file: "generator/commands/commands.ts",
      after: "  inspect: inspectCommand,\n",
      insert: "  greet: greetCommand,\n",
      reportedByCompiler: true,
    },
    {
      file: "generator/commands/commands.ts",
      before: "import { inspectCommand }",
      insert: 'import { greetCommand } from "./greet-command.js";\n',
    },
  ],
  others: ["docs/generate.md", "generator/commands/check-command.ts", "test/cli/commands.test.ts"],
};

/** `./routes`: the method and the path of each operation. */
const entryPoint: Change = {
  heading: "An optional entry point",
  edits: [
    { file: "generator/option-choices.ts", after: 'export const optionalEntries = ["openapi"', insert: ', "routes"' },
    {
      file: "generator/plan/client/plan-entry-points.ts",
      before: '    ["./testing", "testing"',
      insert: '    ["./routes", "routes", entries.includes("routes")],\n',
    },
    { file: "generator/plan/names/reserved-names.ts", after: '"client index journal models oauth openapi ', insert: "routes " },
    {
      file: "generator/emit/entries/routes-module.ts",
      insert: `import type { PackagePlan } from "../../plan/types/package-plan.js";
import { code, join } from "../text/code.js";
import { Imports } from "../text/imports.js";
import { literal } from "../text/literals.js";
import { moduleText, type ModuleText } from "../text/module-text.js";

/** \`src/routes.ts\`: the method and the path of each operation. */
export function emitRoutes({ api, entryPoints }: PackagePlan): readonly ModuleText[] {
  if (!entryPoints.some(({ module }) => module === "routes")) return [];
  const routes = api.operations.map(({ method, path }) => code\`  \${literal(\`\${method} \${path.text}\`)},\\n\`);
  return [moduleText("routes", api.info, new Imports("routes", []), [code\`export const routes = [\\n\${join(routes, "")}];\`])];
}
`,
      unlisted: true,
    },
    { file: "generator/emit/emit.ts", before: "    emitTesting(plan, types),\n", insert: "    ...emitRoutes(plan),\n" },
    {
      file: "generator/emit/emit.ts",
      before: 'import { readme } from "./readme/readme.js";',
      insert: 'import { emitRoutes } from "./entries/routes-module.js";\n',
    },
  ],
  others: [
    "generator/options.ts",
    "generator/emit/entries/oauth-module.ts",
    "generator/layout/parts.ts",
    "docs/generate.md",
    "test/plan/client/package-layout.test.ts",
  ],
};

const diagnostic: Change = {
  heading: "A diagnostic",
  edits: [
    { file: "generator/diagnostics.ts", before: '  repaired: "note"', insert: '  "summary-missing": "warning",\n' },
    { file: "docs/diagnostics.md", before: "| `unsupported` ", insert: "| `summary-missing` | warning | always | nothing |\n" },
    {
      file: "generator/generate.ts",
      before: "import { ",
      insert: 'import { diagnostic as create } from "./diagnostics.js";\n',
      unlisted: true,
    },
    {
      file: "generator/generate.ts",
      before: "    checkLayoutOptions(options, report);",
      insert: '    report(create("summary-missing", undefined, "There is no summary."));\n',
      unlisted: true,
    },
  ],
  others: ["test/gallery/gallery.md"],
};

const repair: Change = {
  heading: "A repair",
  edits: [
    {
      file: "generator/resolve/repairs/repairs.ts",
      after: "export const repairs: readonly Repair[] = [\n",
      insert: `  {
    name: "empty format",
    reason: "An empty format has no meaning.",
    on: ["Schema"],
    apply: (schema) => (scalarOf(schema.fields.get("format")) === "" ? withoutFields(schema, ["format"]) : undefined),
  },\n`,
    },
  ],
  others: ["test/resolve/repairs/repairs.test.ts"],
};

export const changes: readonly Change[] = [
  constraintKeyword,
  typeKeyword,
  pageStyle,
  option,
  command,
  entryPoint,
  diagnostic,
  repair,
  runtimeModule,
];
