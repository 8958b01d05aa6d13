import { type Code, escaped, identifier, interpolate } from "./code.js";

/** Text that is escaped for a doc comment. It is not assignable to `Code`, because the escaping for comments does not make it safe in code. */
declare const docBrand: unique symbol;
export type DocText = string & { readonly [docBrand]: "DocText" };

/** The TSDoc tags that the generator writes. Text of a description cannot add any. */
export type DocTagName = "param" | "throws" | "see" | "deprecated" | "example" | "internal";

export interface DocTag {
  readonly name: DocTagName;
  readonly text?: DocText;
}

/** The content of a doc comment: paragraphs of Markdown, then tags. */
export interface Doc {
  readonly paragraphs: readonly DocText[];
  readonly tags?: readonly DocTag[];
}

const lineSeparators = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
const invisible = /[\0-\b\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const loneSurrogates = /\p{Surrogate}/gu;
/** Half of a pair, or of none. Nearly all texts have neither, and this is found out many times as fast. */
const anySurrogate = /[\ud800-\udfff]/;

/**
 * Text that tools would interpret in a comment, and its replacement. Every replacement inserts a character: deleting one could produce another
 * such text.
 */
const neutralized: readonly (readonly [RegExp, string])[] = [
  [/\*\//g, "*\\/"], // The end of the comment.
  [/@(?=jsx|ts-)/gi, "@ "], // A pragma; the compiler finds it in the middle of a line, too.
  [/(?<![\p{L}\d.+_-])@|@(?![\p{L}\d])/gu, "\\@"], // A block tag or an inline tag. Within a word, an at sign starts neither.
  [/\b(source(?:Mapping)?URL)=/g, "$1 ="], // A source map; Node looks for it in all comments.
];

/** Most texts have none of these, which one search finds out: printable ASCII without at signs. */
const ordinary = /^[\t\n -?A-~]*$/;

/** Markdown from a description. */
export function prose(text: string): DocText {
  const lines = neutralize(text)
    .split("\n")
    .map((line) => line.trimEnd());
  const isText = (line: string) => line !== "";
  const kept = lines.slice(Math.max(0, lines.findIndex(isText)), lines.findLastIndex(isText) + 1);
  return closeFence(kept.join("\n").replace(/\n{3,}/g, "\n\n")) as DocText;
}

/** Text from a description as a code span on one line. */
export function codeSpan(text: string): DocText {
  const line = neutralize(text).replace(/\s+/g, " ").trim();
  const fence = "`".repeat(longestRun(line) + 1);
  const padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${padding}${line}${padding}${fence}` as DocText;
}

/** A fenced code block. The fence is longer than any run of backticks in the code. */
export function codeBlock(language: "ts" | "json", text: string): DocText {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${neutralize(text)}\n${fence}` as DocText;
}

/** A link to a declaration of the package. */
export function docLink(name: string): DocText {
  return `{@link ${identifier(name)}}` as DocText;
}

/** Tag of templates: text written in this folder, which needs no escaping, with pieces of escaped text between. */
export function docText(strings: TemplateStringsArray, ...pieces: readonly DocText[]): DocText {
  return interpolate(strings, pieces) as DocText;
}

export function joinDocText(pieces: readonly DocText[], separator: " " | ", " | "\n" | "\n\n"): DocText {
  return pieces.join(separator) as DocText;
}

/** The wrapped text of a doc comment without its delimiters; undefined if it is empty. */
export function docComment(doc: Doc): DocText | undefined {
  const tags = (doc.tags ?? []).map(({ name, text }) => (text === undefined ? `@${name}` : `@${name} ${text}`));
  const blocks = [...doc.paragraphs.filter((text) => text !== "").map(wrap), ...(tags.length === 0 ? [] : [tags.join("\n")])];
  const text = blocks.join("\n\n");
  if (text.includes("*/")) throw new TypeError("The text of a doc comment contains */.");
  return text === "" ? undefined : (text as DocText);
}

/** A doc comment with its delimiters, as code. */
export function printDocComment(text: DocText | undefined): Code {
  if (text === undefined) return escaped("");
  const lines = text.split("\n");
  if (lines.length === 1) return escaped(`/** ${text} */\n`);
  return escaped(["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */", ""].join("\n"));
}

/** A comment that is not a doc comment. */
export function blockComment(text: DocText): Code {
  return escaped(`/* ${text.replaceAll("\n", " ")} */`);
}

function neutralize(text: string): string {
  if (ordinary.test(text) && !text.includes("*/") && !text.includes("URL=")) return text;
  let safe = text.replace(lineSeparators, "\n").replace(invisible, "");
  if (anySurrogate.test(safe)) safe = safe.replace(loneSurrogates, "\ufffd");
  for (const [pattern, instead] of neutralized) safe = safe.replace(pattern, instead);
  return safe;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** Closes a code fence that the description leaves open: it would include the paragraphs and tags after it. */
function closeFence(text: string): string {
  if (!/`{3}|~{3}/.test(text)) return text;
  let open: string | undefined;
  for (const line of text.split("\n")) {
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) continue;
    if (open === undefined) open = fence;
    else if (fence.startsWith(open)) open = undefined;
  }
  return open === undefined ? text : `${text}\n${open}`;
}

const width = 96;
/** Lines that must not be joined with the line before: indented code, lists, quotes, headings, tables, fences, empty lines. */
const structured = /^(?: {2,}|\t|\s*(?:[-+*>#|~=<]|```|\d+[.)]|$))/;

/** Wraps plain paragraphs; lines of lists, tables and code stay as they are. */
function wrap(text: string): string {
  if (text.length <= width && !text.includes("\n") && !text.startsWith(" ")) return text;
  if (/^ {0,3}(?:```|~~~)/m.test(text)) return text;
  const blocks: string[] = [];
  let plain = false;
  for (const line of text.split("\n")) {
    const continues = plain && !structured.test(line);
    if (continues) blocks.push(`${blocks.pop() ?? ""} ${line}`);
    else blocks.push(line);
    plain = !structured.test(line);
  }
  return blocks.map((line) => (structured.test(line) ? line : wrapLine(line))).join("\n");
}

function wrapLine(line: string): string {
  if (line.length <= width && !line.startsWith(" ")) return line;
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    // A word that would start a list, a heading or a quote must not become the first of a line.
    const fits = current === "" || current.length + 1 + word.length <= width || structured.test(word);
    if (fits) current = current === "" ? word : `${current} ${word}`;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current].join("\n");
}
