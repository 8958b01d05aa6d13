/** Text that is escaped for Markdown. */
declare const brand: unique symbol;
export type Markdown = string & { readonly [brand]: "Markdown" };

/** Text from a description on one line. Its code spans are kept; all other Markdown and HTML is escaped. */
export function plainText(text: string): Markdown {
  const parts = oneLine(text).split(/(?<!`)`([^`]+)`(?!`)/);
  return parts
    .map((part, position) => (position % 2 === 1 ? tableCode(part) : plainPart(part, position === 0)))
    .join("") as Markdown;
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

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\p{Cf}\p{Surrogate}]/gu, "")
    .trim();
}
