import { printable } from "../../load/tree/printable.js";

const entities: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** The only way of a text into the page. Invisible characters become visible escapes; line breaks stay. */
export function escapeHtml(text: string): string {
  return text
    .split("\n")
    .map((line) => printable(line).replace(/[&<>"']/g, (character) => entities[character] ?? ""))
    .join("\n");
}

/** The same characters are special in XML. */
export const escapeXml = escapeHtml;

/** A message: what stands between backticks is code. */
export function messageHtml(message: string): string {
  return message
    .split("`")
    .map((part, index) => (index % 2 === 1 ? `<code>${escapeHtml(part)}</code>` : escapeHtml(part)))
    .join("");
}
