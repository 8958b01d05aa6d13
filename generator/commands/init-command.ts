import { findConfigFile } from "../config/read/find-config.js";
import { targetsOf, type Target } from "../config/targets.js";
import { refuse } from "../diagnostics.js";
import type { Suggestion } from "../emit/inspect/suggestions.js";
import type { Files } from "../files.js";
import { kindAt } from "../load/read/ordinary-file.js";
import { readText } from "../load/read/read-text.js";
import { printable } from "../report.js";
import { build, readInputs, startRun } from "./build.js";
import { type Command, exitCodes, type Invocation } from "./command.js";
import { type Answers, answersOf, type Asker } from "./init-answers.js";

/** The new overlay, beside the config file. */
const overlayPath = "specloom.overlay.yaml";

/** `specloom init`: writes a config file, an overlay with what the description does not say, scripts and a workflow. Generates nothing. */
export const initCommand: Command<"init"> = {
  description: "write a config file for a description, and a first overlay; asks on a terminal",
  example: "npx specloom init --input petstore.yaml --output petstore-client --name petstore-client",
  async run(invocation) {
    const { terminal, options, flags } = invocation;
    await assertNoConfig();
    const asker = terminal.isInteractive === true ? (await import("./ask.js")).askerOn() : undefined;
    const answers = await answersOf(flags, options, asker);
    const made = await initialize(invocation, answers, asker);
    if (made === undefined) return exitCodes.refused;
    const { addNewFiles } = await import("../write/new-files.js");
    addNewFiles(made.files, made.changed);
    for (const path of made.files.keys()) terminal.out(`created ${path}`);
    for (const line of made.lines) terminal.out(printable(line));
    terminal.out("Next: npx specloom generate");
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

/** What `init` writes, and what it tells about it. */
interface Initialized {
  readonly files: Files;
  /** Files that are there, with their new text. */
  readonly changed: Files;
  readonly lines: readonly string[];
}

/** Undefined if the description is refused; the reason is printed. */
async function initialize(
  { terminal, flags, options }: Invocation<"init">,
  answers: Answers,
  asker: Asker | undefined,
): Promise<Initialized | undefined> {
  const run = startRun(terminal);
  const { input, layout, output, name } = answers;
  const { allowRefs = [], license } = flags;
  const config = {
    input,
    layout,
    output,
    allowRefs,
    ...(name !== undefined && { name }),
    ...(license !== undefined && { license }),
  };
  const [target] = targetsOf({ command: "generate", flags: { ...config, verbose: options.verbose } }, []);
  const built = target && (await build(await readInputs(target, run), run));
  if (built === undefined || target === undefined) return undefined;
  const [{ suggestionsOf }, { assertNewOutput }] = await Promise.all([
    import("../emit/inspect/suggestions.js"),
    import("../write/new-files.js"),
  ]);
  assertNewOutput(output, built.files);
  const suggestions = suggestionsOf(built.plan);
  const overlay = await overlayOf(suggestions, options.accept, asker);
  if (overlay !== undefined) {
    // What is written is tried first, as the file that it will be.
    run.texts.set(overlayPath, Promise.resolve({ name: overlayPath, text: overlay }));
    if ((await build(await readInputs(withOverlay(target), run), run)) === undefined) return undefined;
  }
  const [{ configText }, { recipeFor }] = await Promise.all([
    import("../config/texts/config-text.js"),
    import("../config/texts/ci-recipes.js"),
  ]);
  const fields = { ...config, ...(overlay !== undefined && { overlays: [overlayPath] }) };
  const recipe = recipeFor(answers.ci);
  const files = new Map([
    [`specloom.config.${answers.configFormat}`, configText(fields, answers.configFormat)],
    ...(overlay === undefined ? [] : [[overlayPath, overlay] as const]),
    ...(recipe === undefined ? [] : [recipe]),
  ]);
  const scripts = await scriptsHere();
  return { files, changed: scripts.changed, lines: [...scripts.lines, ...suggestionLines(suggestions)] };
}

function withOverlay(target: Target): Target {
  return { ...target, options: { ...target.options, overlays: [overlayPath] } };
}

async function overlayOf(
  suggestions: readonly Suggestion[],
  accepted: readonly string[],
  asker: Asker | undefined,
): Promise<string | undefined> {
  if (suggestions.length === 0) return undefined;
  const lines = new Map(suggestions.map(({ about, message }) => [about, message]));
  const message = "The description does not say the following. What may the overlay say? The rest stands in it as comments";
  const chosen = asker === undefined || accepted.length > 0 ? accepted : await asker.several(message, lines);
  const { firstOverlay } = await import("../config/texts/first-overlay.js");
  return firstOverlay(suggestions, new Set(chosen));
}

function suggestionLines(suggestions: readonly Suggestion[]): readonly string[] {
  if (suggestions.length === 0) return [];
  const lines = suggestions.map(({ message }) => `  ${message}`);
  return [`The description does not say the following; read what ${overlayPath} says about it:`, ...lines];
}

async function scriptsHere(): Promise<{ readonly changed: Files; readonly lines: readonly string[] }> {
  const path = "package.json";
  if (kindAt(path) === undefined)
    return { changed: new Map(), lines: ["There is no package.json here, so no scripts were added."] };
  const { withScripts } = await import("../config/texts/package-scripts.js");
  const before = await readText(path);
  const { text, added, kept } = withScripts(before);
  const lines = [
    ...added.map((name) => `added the script ${name} to package.json`),
    ...kept.map((name) => `package.json has a script ${name} already, which stays as it is`),
  ];
  return { changed: added.length === 0 ? new Map() : new Map([[path, text]]), lines };
}
