/** Text that is escaped for Markdown. */
declare const brand: unique symbol;
export type Markdown = string & { readonly [brand]: "Markdown" };

/**
 * Text from a description on one line. Its code spans are kept; a link becomes its text and its address, strong text is plain, and all other
 * Markdown and HTML is escaped.
 */
export function plainText(text: string): Markdown {
  return escapedText(text, true);
}

/** The same for text that does not begin a line, in a sentence or in a table: it cannot be taken for a list item. */
export function inlineText(text: string): Markdown {
  return escapedText(text, false);
}

function escapedText(text: string, beginsLine: boolean): Markdown {
  const parts = oneLine(text).split(/(?<!`)`([^`]+)`(?!`)/);
  return parts
    .map((part, position) => (position % 2 === 1 ? tableCode(part) : plainPart(withoutLinks(part), beginsLine && position === 0)))
    .join("") as Markdown;
}

/** A link that is escaped shows its brackets, and one that is kept could lead anywhere under any name. */
function withoutLinks(text: string): string {
  const read = (_: string, name: string, address: string) =>
    /^https?:/i.test(address) && address !== name ? `${name} (${address})` : name;
  return text.replace(/!?\[([^[\]]+)\]\(([^\s()]*)\)/g, read).replace(/\*\*([^\s*][^*]*)\*\*/g, "$1");
}

function plainPart(text: string, first: boolean): string {
  const escaped = text.replace(/[\\`*_[\]<>#|~&$!]/g, "\\$&");
  return first
    ? escaped.replace(/^(?:[-+=]|(\d+)(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    : escaped;
}

/** Text from a description as a code span. */
export function inlineCode(text: string): Markdown {
  const line = oneLine(text);
  const fence = "`".repeat(longestRun(line) + 1);
  const padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${padding}${line}${padding}${fence}` as Markdown;
}

/** A code span in a table, where `|` must be escaped. */
export function tableCode(text: string): Markdown {
  return inlineCode(text).replaceAll("|", "\\|") as Markdown;
}

/** A fenced code block. The fence is longer than any run of backticks in the code. */
export function codeFence(language: "ts" | "sh", lines: readonly string[]): Markdown {
  const text = lines.join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}` as Markdown;
}

/** A heading and the anchor that GitHub and npm give it. */
export interface Heading {
  readonly title: string;
  readonly anchor: string;
}

/** The headings of the second level, which only templates contain: texts of a description are escaped. A comment in an example is none. */
export function headingsOf(page: string): readonly Heading[] {
  return linesOutsideOfFences(page)
    .flatMap((line) => (line.startsWith("## ") ? [line.slice(3).trim()] : []))
    .map((title) => ({
      title,
      anchor: title
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    }));
}

function linesOutsideOfFences(page: string): readonly string[] {
  let fence: string | undefined;
  return page.split("\n").filter((line) => {
    const [mark] = /^`{3,}/.exec(line) ?? [];
    if (fence === undefined) fence = mark;
    else if (line.trimEnd() === fence) fence = undefined;
    return fence === undefined;
  });
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\p{Cf}\p{Surrogate}]/gu, "")
    .trim();
}
