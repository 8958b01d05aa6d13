import { withScripts } from "../../config/texts/package-scripts.js";
import type { Files } from "../../files.js";
import { kindAt } from "../../load/read/ordinary-file.js";
import { readText } from "../../load/read/read-text.js";

/** The scripts of the `package.json` in the working directory. */
export interface ProjectScripts {
  /** Files that are there, with their new text. */
  readonly changed: Files;
  readonly added: readonly string[];
  /** Those that are there already. */
  readonly kept: readonly string[];
  readonly lines: readonly string[];
}

export async function projectScripts(): Promise<ProjectScripts> {
  const path = "package.json";
  if (kindAt(path) === undefined)
    return { changed: new Map(), added: [], kept: [], lines: ["There is no package.json here, so no scripts were added."] };
  const { text, added, kept } = withScripts(await readText(path));
  const lines = [
    ...added.map((name) => `added the script ${name} to package.json`),
    ...kept.map((name) => `package.json has a script ${name} already, which stays as it is`),
  ];
  return { changed: added.length === 0 ? new Map() : new Map([[path, text]]), added, kept, lines };
}
