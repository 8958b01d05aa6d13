/** Text that may stand in Markdown. */
declare const brand: unique symbol;
export type Markdown = string & { readonly [brand]: "Markdown" };

/** Text of a description on one line, in which nothing is markup but its code spans: neither emphasis, a link, HTML, nor a list. */
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

/** Text of a description as a code span. */
export function inlineCode(text: string): Markdown {
  const line = oneLine(text);
  const fence = "`".repeat(longestRun(line) + 1);
  const padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${padding}${line}${padding}${fence}` as Markdown;
}

/** A code span in a table's cell, which a bar would end. */
export function tableCode(text: string): Markdown {
  return inlineCode(text).replaceAll("|", "\\|") as Markdown;
}

/** Code between fences that are longer than any run of backticks in it. */
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
