import {
  adoptionFields,
  checkedOutput,
  comparisonDefinitions,
  comparisonFields,
  explanationFields,
} from "./comparison-schema.js";
import { inspectionDefinitions, inspectionFields, suggestionFields } from "./inspection-schema.js";
import { about, diagnosticSchema, flag, type JsonSchema, listOf, object, text, texts } from "./parts.js";

/** The JSON Schemas of what commands print with `--format json`, by their paths. */
export function resultSchemas(): ReadonlyMap<string, JsonSchema> {
  return new Map([
    ["schemas/result.schema.json", envelope("What every command prints with --format json.")],
    ["schemas/generate.schema.json", resultOf("generate", { outputs: listOf(output) })],
    ["schemas/watch.schema.json", resultOf("watch", { outputs: listOf(output) }, "One document a line, one for each run.")],
    [
      "schemas/inspect.schema.json",
      {
        ...resultOf("inspect", { outputs: listOf(object({ "name?": outputName, ...inspectionFields })) }),
        $defs: inspectionDefinitions,
      },
    ],
    ["schemas/init.schema.json", resultOf("init", initFields)],
    ["schemas/check.schema.json", resultOf("check", { outputs: listOf(checkedOutput) })],
    ["schemas/compare.schema.json", { ...resultOf("compare", comparisonFields), $defs: comparisonDefinitions }],
    ["schemas/adopt.schema.json", { ...resultOf("adopt", adoptionFields), $defs: comparisonDefinitions }],
    ["schemas/explain.schema.json", resultOf("explain", explanationFields)],
  ]);
}

const head = { $schema: "https://json-schema.org/draft/2020-12/schema" };

const outputName = about("The name in `outputs` of the config file; absent where there is only one output.", text);

const output = object({
  "name?": outputName,
  folder: text,
  status: about("Where one output is refused, the others are not written either.", {
    enum: ["written", "unchanged", "refused", "not-written"],
  }),
  "contents?": about("Name and version, and what it contains; absent where nothing was generated.", text),
  created: about("Paths below the folder.", texts),
  changed: texts,
  removed: texts,
  unchanged: about("How many files stay as they are.", { type: "integer", minimum: 0 }),
  suggestions: about("What the description does not say.", listOf(object(suggestionFields))),
});

const initFields = {
  files: listOf(object({ path: text, status: { enum: ["created", "changed"] } })),
  scripts: about("Scripts of package.json: new ones, and those that were there and stay.", object({ added: texts, kept: texts })),
  suggestions: about("What the description does not say.", listOf(object(suggestionFields))),
};

const common = {
  ok: about("Whether the command did what it should: its exit code is 0.", flag),
  diagnostics: about("Each message once.", listOf(diagnosticSchema)),
};

/** What all commands have in common. */
function envelope(title: string): JsonSchema {
  const command = about("The command; null where the command line names none.", { type: ["string", "null"] });
  return { ...head, title, ...object({ command, ...common }), additionalProperties: true };
}

/** What a command prints. Without its own fields it could not begin: the diagnostics say why. */
function resultOf(command: string, fields: { readonly [name: string]: JsonSchema }, description?: string): JsonSchema {
  const optional = Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name.replace(/\??$/, "?"), schema]));
  return {
    ...head,
    title: `What \`specloom ${command} --format json\` prints`,
    ...(description !== undefined && { description }),
    ...object({ command: { const: command }, ok: common.ok, ...optional, diagnostics: common.diagnostics }),
    if: { properties: { ok: { const: true } } },
    then: { required: Object.keys(fields).filter((name) => !name.endsWith("?")) },
  };
}
