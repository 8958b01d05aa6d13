import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { findNodeAtLocation, parseTree } from "jsonc-parser";
import { isMap, isNode, isScalar, parseDocument, stringify } from "yaml";
import type { SourceText } from "../../load/documents/source.js";
import { isJson, parseReferenced } from "../../load/parse/parse.js";
import { isJsonObject, toJson } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { packageField } from "../config-fields.js";

/** A new value of an option of a config file. */
export interface ConfigEdit {
  /** The output in `outputs` whose option it is; absent for what stands beside `outputs`. */
  readonly output?: string;
  readonly option: "version" | "changelog";
  readonly value: string;
}

type Path = readonly string[];

/**
 * Sets options in the text of a config file and keeps all else as it is: comments, order, indentation, line ends.
 *
 * @returns Undefined if the file is written so that this is not possible, such as with an alias that other options have, too.
 */
export function editConfig(source: SourceText, edits: readonly ConfigEdit[]): string | undefined {
  const editor = isJson(source) ? editJson : editYaml;
  const text = edits.reduce((edited, edit) => editor(edited, pathOf(source, edit), edit.value), source.text);
  const wanted = edits.reduce((value, edit) => withValue(value, pathOf(source, edit), edit.value), valueOf(source));
  return isDeepStrictEqual(valueOf({ ...source, text }), wanted) ? text : undefined;
}

function pathOf({ name }: SourceText, { output, option }: ConfigEdit): Path {
  const root = basename(name) === "package.json" ? [packageField] : [];
  return [...root, ...(output === undefined ? [] : ["outputs", output]), option];
}

/** What a text says, without the order of fields; undefined if it is none, which is no value of a config. */
function valueOf(source: SourceText): Json | undefined {
  const faults: unknown[] = [];
  try {
    const { root } = parseReferenced(source, (fault) => faults.push(fault));
    return faults.length === 0 ? toJson(root) : undefined;
  } catch {
    return undefined;
  }
}

function withValue(value: Json | undefined, [key, ...rest]: Path, wanted: string): Json {
  if (key === undefined) return wanted;
  const fields = new Map(isJsonObject(value) ? Object.entries(value) : []);
  fields.set(key, withValue(fields.get(key), rest, wanted));
  const object = Object.create(null) as Record<string, Json>;
  for (const [name, one] of fields) object[name] = one;
  return object;
}

function editJson(text: string, path: Path, value: string): string {
  const root = parseTree(text);
  const parent = root && findNodeAtLocation(root, path.slice(0, -1));
  const present = parent && findNodeAtLocation(parent, path.slice(-1));
  const [written, name] = [JSON.stringify(value), JSON.stringify(path.at(-1))];
  if (present) return text.slice(0, present.offset) + written + text.slice(present.offset + present.length);
  if (parent?.type !== "object") return text;
  const keys = parent.children?.map(({ offset }) => offset) ?? [];
  const [first, second] = keys;
  if (first === undefined) return insertInside(text, parent.offset, `${name}: ${written}`);
  // The schema of the file stays its first field.
  const isSchema = text.startsWith(`"$schema"`, first);
  return insertField(text, isSchema ? (second ?? first) : first, `${name}: ${written},`);
}

function editYaml(text: string, path: Path, value: string): string {
  const document = parseDocument(text);
  const present = document.getIn(path, true);
  const written = stringify(value, { lineWidth: 0 }).trimEnd();
  if (isNode(present) && present.range)
    return replaceYaml(text, present.range, isScalar(present) ? present.type : undefined, value, written);
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return text;
  const key = parent.items[0]?.key;
  const start = isScalar(key) ? key.range?.[0] : undefined;
  const field = `${path.at(-1) ?? ""}: ${written}`;
  if (start === undefined) return parent.range ? insertInside(text, parent.range[0], field) : text;
  return insertField(text, start, `${field}${parent.flow === true ? "," : ""}`);
}

/** A quoted value stays quoted, and what is written over several lines gets a line. */
function replaceYaml(
  text: string,
  [start, end]: readonly [number, number, number],
  type: string | null | undefined,
  value: string,
  written: string,
): string {
  const before = text.slice(start, end);
  const [quote = ""] = /^["']/.exec(before) ?? [];
  const isBlock = type === "BLOCK_FOLDED" || type === "BLOCK_LITERAL";
  const lineEnd = isBlock && before.slice(before.trimEnd().length).includes("\n") ? lineEndOf(text) : "";
  return text.slice(0, start) + (quote === "" ? written : quote + value + quote) + lineEnd + text.slice(end);
}

/** A new field stands before another one: on a line of its own, if that begins one, with its indentation. */
function insertField(text: string, start: number, field: string): string {
  const indent = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return text.slice(0, start) + field + (/^\s*$/.test(indent) ? lineEndOf(text) + indent : " ") + text.slice(start);
}

/** The only field of an empty map. */
function insertInside(text: string, start: number, field: string): string {
  return `${text.slice(0, start + 1)} ${field} ${text.slice(start + 1).trimStart()}`;
}

function lineEndOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
