import { type Code, escaped, identifier } from "./code.js";

/** Text that may stand in a doc comment. It may not stand in code: what is harmless in one place is not in the other. */
declare const docBrand: unique symbol;
export type DocText = string & { readonly [docBrand]: "DocText" };

/** The tags that are written; a description cannot add one. */
export type DocTagName = "param" | "throws" | "see" | "deprecated" | "example" | "internal";

export interface DocTag {
  readonly name: DocTagName;
  readonly text?: DocText;
}

/** A doc comment: paragraphs of Markdown, then tags. */
export interface Doc {
  readonly paragraphs: readonly DocText[];
  readonly tags?: readonly DocTag[];
}

const lineSeparators = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
const invisible = /[\0-\b\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const loneSurrogates = /\p{Surrogate}/gu;

/** Where text would act on whoever reads the file, with what stands there instead. All insert; deleting could make a new one. */
const neutralized: readonly (readonly [RegExp, string])[] = [
  [/\*\//g, "*\\/"], // The end of the comment.
  [/@(?=jsx|ts-)/gi, "@ "], // A pragma, which the compiler finds in the middle of a line, too.
  [/(?<![\p{L}\d.+_-])@|@(?![\p{L}\d])/gu, "\\@"], // A tag, or an inline tag such as a link; only within a word it is neither.
  [/\b(source(?:Mapping)?URL)=/g, "$1 ="], // A source map, which Node looks for in comments of any kind.
];

/** Markdown of a description. */
export function prose(text: string): DocText {
  const lines = neutralize(text)
    .split("\n")
    .map((line) => line.trimEnd());
  return closeFence(
    lines
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .replace(/^\n+|\n+$/g, ""),
  ) as DocText;
}

/** Text of a description as a code span, on one line. */
export function codeSpan(text: string): DocText {
  const line = neutralize(text).replace(/\s+/g, " ").trim();
  const fence = "`".repeat(longestRun(line) + 1);
  const padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${padding}${line}${padding}${fence}` as DocText;
}

/** Lines of code, fenced by more backticks than they hold. */
export function codeBlock(language: "ts" | "json", text: string): DocText {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${neutralize(text)}\n${fence}` as DocText;
}

/** A link to a declaration of the package. */
export function docLink(name: string): DocText {
  return `{@link ${identifier(name)}}` as DocText;
}

/** Our own words with pieces of text between them. */
export function docText(own: TemplateStringsArray, ...pieces: readonly DocText[]): DocText {
  return String.raw({ raw: own }, ...pieces) as DocText;
}

export function joinDocText(pieces: readonly DocText[], separator: " " | ", " | "\n" | "\n\n"): DocText {
  return pieces.join(separator) as DocText;
}

/** The text of a doc comment without its delimiters, wrapped; undefined where there is nothing to say. */
export function docComment(doc: Doc): DocText | undefined {
  const tags = (doc.tags ?? []).map(({ name, text }) => (text === undefined ? `@${name}` : `@${name} ${text}`));
  const blocks = [...doc.paragraphs.filter((text) => text !== "").map(wrap), ...(tags.length === 0 ? [] : [tags.join("\n")])];
  const text = blocks.join("\n\n");
  if (text.includes("*/")) throw new TypeError("A doc comment holds its own end.");
  return text === "" ? undefined : (text as DocText);
}

/** A doc comment as it stands in code. */
export function printDocComment(text: DocText | undefined): Code {
  if (text === undefined) return escaped("");
  const lines = text.split("\n");
  if (lines.length === 1) return escaped(`/** ${text} */\n`);
  return escaped(["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */", ""].join("\n"));
}

/** A comment that documents no declaration. */
export function blockComment(text: DocText): Code {
  return escaped(`/* ${text.replaceAll("\n", " ")} */`);
}

function neutralize(text: string): string {
  let safe = text.replace(lineSeparators, "\n").replace(invisible, "").replace(loneSurrogates, "\ufffd");
  for (const [pattern, instead] of neutralized) safe = safe.replace(pattern, instead);
  return safe;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** A fence that the description never closes would swallow what follows it. */
function closeFence(text: string): string {
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
/** Lines whose breaks mean something: indented code, lists, quotes, headings, tables, fences. */
const structured = /^(?: {2,}|\t|\s*(?:[-+*>#|~=<]|```|\d+[.)]|$))/;

/** Fills the lines of plain paragraphs; whatever has a structure of its own stays. */
function wrap(text: string): string {
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
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    // A word that would begin a list, a heading or a quote stays where it is.
    const fits = current === "" || current.length + 1 + word.length <= width || structured.test(word);
    if (fits) current = current === "" ? word : `${current} ${word}`;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current].join("\n");
}
