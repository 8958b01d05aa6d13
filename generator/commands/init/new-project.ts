import { targetsOf, type Target } from "../../config/targets.js";
import { recipeFor } from "../../config/texts/ci-recipes.js";
import { configText } from "../../config/texts/config-text.js";
import { firstOverlay } from "../../config/texts/first-overlay.js";
import { type Suggestion, suggestionsOf } from "../../emit/inspect/suggestions.js";
import type { Files } from "../../files.js";
import type { Flags, OptionsOf } from "../../options.js";
import { assertNewOutput } from "../../write/new-files.js";
import { build, readInputs, type Run } from "../build.js";
import type { Answers, Asker } from "./answers.js";
import { type ProjectScripts, projectScripts } from "./project-scripts.js";

/** The new overlay, beside the config file. */
const overlayPath = "specloom.overlay.yaml";

/** What `init` writes, and what it tells about it. */
export interface NewProject {
  /** New files. */
  readonly files: Files;
  readonly scripts: ProjectScripts;
  readonly suggestions: readonly Suggestion[];
  readonly lines: readonly string[];
}

/** What the user answered, and the options that no question is about. */
export interface Request {
  readonly answers: Answers;
  readonly flags: Flags;
  readonly options: OptionsOf<"init">;
}

/** Undefined if the description is refused; the reason is reported. */
export async function newProject(
  { answers: { input, layout, output, name, configFormat, ci }, flags, options }: Request,
  run: Run,
  asker: Asker | undefined,
): Promise<NewProject | undefined> {
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
  assertNewOutput(output, built.files);
  const suggestions = suggestionsOf(built.plan);
  const overlay = await overlayOf(suggestions, options.accept, asker);
  if (overlay !== undefined) {
    // What is written is tried first, as the file that it will be.
    run.texts.set(overlayPath, Promise.resolve({ name: overlayPath, text: overlay }));
    if ((await build(await readInputs(withOverlay(target), run), run)) === undefined) return undefined;
  }
  const fields = { ...config, ...(overlay !== undefined && { overlays: [overlayPath] }) };
  const recipe = recipeFor(ci);
  const files = new Map([
    [`specloom.config.${configFormat}`, configText(fields, configFormat)],
    ...(overlay === undefined ? [] : [[overlayPath, overlay] as const]),
    ...(recipe === undefined ? [] : [recipe]),
  ]);
  const scripts = await projectScripts();
  return { files, scripts, suggestions, lines: [...scripts.lines, ...suggestionLines(suggestions)] };
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
  return firstOverlay(suggestions, new Set(chosen));
}

function suggestionLines(suggestions: readonly Suggestion[]): readonly string[] {
  if (suggestions.length === 0) return [];
  const lines = suggestions.map(({ message }) => `  ${message}`);
  return [`The description does not say the following; read what ${overlayPath} says about it:`, ...lines];
}
