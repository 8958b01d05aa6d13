import { basename } from "node:path";
import { findNodeAtLocation, parseTree } from "jsonc-parser";
import { isMap, isScalar, parseDocument } from "yaml";
import type { SourceText } from "../../load/documents/source.js";
import { packageField } from "../config-fields.js";
import type { Config } from "../../options.js";

/** New values of options of a config file. */
export type ConfigEdit = Pick<Config, "version" | "changelog">;

/** How the text of a config file is changed. */
type Editor = (text: string, path: readonly string[], value: string) => string;

/** First match wins. A module is code, which is not ours to change. */
const editors: readonly (readonly [RegExp, Editor])[] = [
  [/\.json$/i, editJson],
  [/\.ya?ml$/i, editYaml],
];

/**
 * Sets options in the text of a config file and keeps all else as it is: comments, order, indentation.
 *
 * @param output - The name of the output in `outputs`, if the file has any; an option that stands there is set there.
 * @returns Undefined for a module.
 */
export function editConfig({ name, text }: SourceText, edit: ConfigEdit, output: string | undefined): string | undefined {
  const [, editor] = editors.find(([pattern]) => pattern.test(name)) ?? [];
  if (editor === undefined) return undefined;
  const root = basename(name) === "package.json" ? [packageField] : [];
  return Object.entries(edit).reduce((edited, [option, value]: [string, string]) => {
    const ofOutput = output === undefined ? [] : [...root, "outputs", output, option];
    // YAML is a superset of JSON.
    const isOfOutput = ofOutput.length > 0 && parseDocument(edited).hasIn(ofOutput);
    return editor(edited, isOfOutput ? ofOutput : [...root, option], value);
  }, text);
}

function editJson(text: string, path: readonly string[], value: string): string {
  const root = parseTree(text);
  const parent = root && findNodeAtLocation(root, path.slice(0, -1));
  const present = parent && findNodeAtLocation(parent, path.slice(-1));
  const [written, name] = [JSON.stringify(value), JSON.stringify(path.at(-1))];
  if (present) return text.slice(0, present.offset) + written + text.slice(present.offset + present.length);
  const start = parent?.children?.[0]?.offset;
  return start === undefined ? text : insertField(text, start, `${name}: ${written},`);
}

function editYaml(text: string, path: readonly string[], value: string): string {
  const document = parseDocument(text);
  const present = document.getIn(path, true);
  if (isScalar(present) && present.range) {
    const [start, end] = present.range;
    const [quote = ""] = /^["']/.exec(text.slice(start, end)) ?? [];
    return text.slice(0, start) + quote + value + quote + text.slice(end);
  }
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const key = isMap(parent) ? parent.items[0]?.key : undefined;
  const start = isScalar(key) ? key.range?.[0] : undefined;
  if (start === undefined) return text;
  return insertField(text, start, `${path.at(-1) ?? ""}: ${value}${isMap(parent) && parent.flow === true ? "," : ""}`);
}

/** A new field stands before the first one: on a line of its own, if that begins one, with its indentation. */
function insertField(text: string, start: number, field: string): string {
  const indent = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  return text.slice(0, start) + field + (/^\s*$/.test(indent) ? lineEnd + indent : " ") + text.slice(start);
}
