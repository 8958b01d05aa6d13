/** Characters that are invisible, move the cursor, or change the order of others. */
const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * The beginnings of commands that a CI system reads from a log: GitHub Actions knows `::error::` after any white space at the beginning of
 * a line, and `##[error]` anywhere; Azure Pipelines `##vso[`, TeamCity `##teamcity[`; Travis CI and GitLab fold sections.
 */
const commandAtStart = /^(\s*)(:(?=:)|t(?=ravis_)|s(?=ection_(?:start|end):))/;
const commandAnywhere = /#(?=#[\w.-]*\[)/g;

/**
 * Makes a text safe for one line of a terminal or a log: control characters and the beginnings of commands of CI systems become visible
 * escapes. All that is printed of a description, of files and of their names passes through here or through {@link printableJson}.
 */
export function printable(text: string): string {
  return text
    .replace(controls, (character) => (character === "\t" ? " " : escaped(character)))
    .replace(commandAtStart, (_, space: string, character: string) => space + escaped(character))
    .replace(commandAnywhere, escaped);
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** A JSON text with escapes of the same characters. It means the same, because they occur only in its strings. */
export function printableJson(json: string): string {
  return json
    .replace(controls, (character) => (character === "\n" ? character : unicodeEscapes(character)))
    .replace(commandAnywhere, unicodeEscapes);
}

function unicodeEscapes(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
