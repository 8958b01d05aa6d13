/** Characters that mean something in Markdown or HTML, or to GitHub: a mention, a reference to an issue. */
const special = /[\\*_{}[\]<>()#+!|&~$@:`-]/g;

/** A text that Markdown shows as it is. What stands between backticks becomes a code span. */
export function escapeMarkdown(text: string): string {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 1 ? codeSpan(part) : part.replace(special, "\\$&")))
    .join("");
}

/** A code span. In a table a pipe would end the cell even there. */
export function codeSpan(text: string): string {
  return text === ""
    ? ""
    : `<code>${text.replace(/[^A-Za-z0-9 .,/-]/g, (character) => `&#${character.codePointAt(0) ?? 0};`)}</code>`;
}
