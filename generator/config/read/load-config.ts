import { basename } from "node:path";
import { refuse, type Report } from "../../diagnostics.js";
import type { SourceText } from "../../load/documents/source.js";
import { parseReferenced } from "../../load/parse/parse.js";
import { readText } from "../../load/read/read-text.js";
import { field } from "../../load/tree/fields.js";
import { packageField } from "../config-fields.js";
import { type ConfigFile, readConfig } from "./read-config.js";

/**
 * Reads the config file at a path.
 *
 * @param onText - Is called with the text before it is parsed, so that messages can quote its lines; a module has no lines to quote.
 * @throws Refusal - `config-invalid`, `syntax`, `source-missing`.
 */
export async function loadConfig(path: string, onText: (text: SourceText) => void): Promise<ConfigFile> {
  if (/\.[cm]?[jt]s$/.test(path)) {
    const { runConfig } = await import("./run-config.js");
    return readConfig(await runConfig(path));
  }
  const text = await readText(path);
  onText(text);
  return parseConfig(text);
}

/** Reads the text of a config file. */
export function parseConfig(text: SourceText): ConfigFile {
  const refuseErrors: Report = ({ severity, code, place, message }) => {
    if (severity === "error") refuse(code, place, message);
  };
  const { root } = parseReferenced(text, refuseErrors);
  const node = basename(text.name) === "package.json" ? field(root, packageField) : root;
  if (node === undefined) refuse("config-invalid", { source: text.name }, `There is no field \`${packageField}\` in this file.`);
  return readConfig({ root: node, functions: new Map() });
}
