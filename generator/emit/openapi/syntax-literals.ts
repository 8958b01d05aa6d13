/** The characters for which TypeScript's printer has an escape sequence of one letter. */
const escapes: ReadonlyMap<string, string> = new Map([
  ["\t", "\\t"],
  ["\v", "\\v"],
  ["\f", "\\f"],
  ["\b", "\\b"],
  ["\r", "\\r"],
  ["\n", "\\n"],
  ["\\", "\\\\"],
  ['"', '\\"'],
  ["\0", "\\0"],
]);

/** Control characters, quotes, backslashes, and all that is not ASCII. A null before a digit is apart: `\01` would be an octal escape. */
const escaped = /\0(?=\d)|[\0-\x1f"\\]|[^\0-\x7f]/g;

/** A string literal as TypeScript's printer writes it: in ASCII. */
export function quoted(text: string): string {
  return `"${text.replace(escaped, escapeCharacter)}"`;
}

function escapeCharacter(character: string, offset: number, text: string): string {
  if (character === "\0" && /\d/.test(text.charAt(offset + 1))) return "\\x00";
  return escapes.get(character) ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
