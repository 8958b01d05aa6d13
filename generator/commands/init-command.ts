import { findConfigFile } from "../config/read/find-config.js";
import { refuse } from "../diagnostics.js";
import { startRun } from "./build.js";
import { type Command, exitCodes } from "./command.js";
import { answersOf } from "./init/answers.js";
import type { NewProject } from "./init/new-project.js";
import type { InitResult } from "./results/results.js";

/** `specloom init`: writes a config file, an overlay with what the description does not say, scripts and a workflow. Generates nothing. */
export const initCommand: Command<"init"> = {
  description: "write a config file for a description, and a first overlay; asks on a terminal",
  summary: "write a config file and a first overlay; asks on a terminal",
  example: "npx specloom init --input petstore.yaml --output petstore-client --name petstore-client",
  async run({ terminal, reporter, options, flags }) {
    await assertNoConfig();
    const isAsking = terminal.isInteractive === true && options.format === "text";
    const asker = isAsking ? (await import("./init/ask.js")).askerOn() : undefined;
    const answers = await answersOf(flags, options, asker);
    const { newProject } = await import("./init/new-project.js");
    const project = await newProject({ answers, flags, options }, startRun(terminal, reporter), asker);
    if (project === undefined) {
      reporter.result(false, nothing, []);
      return exitCodes.refused;
    }
    const { addNewFiles } = await import("../write/new-files.js");
    addNewFiles(project.files, project.scripts.changed);
    const created = [...project.files.keys()].map((path) => `created ${path}`);
    reporter.result(true, resultOf(project), [...created, ...project.lines, "Next: npx specloom generate"]);
    return exitCodes.done;
  },
};

/** The nearest config file counts, so one of a folder above is no obstacle. */
async function assertNoConfig(): Promise<void> {
  const found = await findConfigFile();
  if (found === undefined || /[/\\]/.test(found)) return;
  refuse("usage", undefined, `There is a config file already: ${found}. init does not change it.`, {
    help: "`specloom generate` uses it. To begin anew, remove it first.",
  });
}

const nothing: InitResult = { files: [], scripts: { added: [], kept: [] }, suggestions: [] };

function resultOf({ files, scripts: { changed, added, kept }, suggestions }: NewProject): InitResult {
  return {
    files: [
      ...[...files.keys()].map((path) => ({ path, status: "created" as const })),
      ...[...changed.keys()].map((path) => ({ path, status: "changed" as const })),
    ],
    scripts: { added, kept },
    suggestions: suggestions.map(({ about, message }) => ({ about, message })),
  };
}
