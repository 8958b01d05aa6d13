/** The cells of the table in a section of a Markdown page, without its head. */
export function tableRows(page: string, heading: string): readonly (readonly string[])[] {
  const section = page.split(`${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim())); // prettier-ignore
}
