import { resolve } from "node:path";
import { createJiti } from "jiti";
import { refuse } from "../../diagnostics.js";
import { readText } from "../../load/read/read-text.js";
import { thrownSentence } from "../hooks/thrown-sentence.js";
import { type ConfigTree, treeOfValue } from "./value-node.js";

/**
 * Runs a config file that is a module, in TypeScript or JavaScript, and returns its default export as a tree. A module is run anew each time,
 * with all that it imports, and nothing is cached on the disk: `watch` runs it again after each change, and `check` writes nothing.
 *
 * @throws Refusal - `config-invalid`.
 */
export async function runConfig(path: string): Promise<ConfigTree> {
  // The module loader's own message about a missing file would not say what to do.
  await readText(path);
  const jiti = createJiti(resolve("package.json"), { fsCache: false, moduleCache: false });
  const module = await jiti.import(resolve(path)).catch((thrown: unknown) => refuseThrown(path, thrown));
  const exported = defaultOf(module);
  if (exported === undefined)
    refuse("config-invalid", { source: path }, "The config file exports no options as its default.", {
      help: 'Write `export default defineConfig({ … })`, with `defineConfig` from "specloom/config".',
    });
  return treeOfValue(exported, path);
}

/** The default export of a module; of a CommonJS one, its exports. */
function defaultOf(module: unknown): unknown {
  if (typeof module !== "object" || module === null) return undefined;
  if ("default" in module && module.default !== undefined) return module.default;
  const isEsModule = "__esModule" in module || Object.prototype.toString.call(module) === "[object Module]";
  return isEsModule || Object.keys(module).length === 0 ? undefined : module;
}

function refuseThrown(path: string, thrown: unknown): never {
  refuse("config-invalid", { source: path }, `The config file cannot be run: ${thrownSentence(thrown)}`, {
    help: "The message is that of the module loader, or of the config file itself.",
  });
}
