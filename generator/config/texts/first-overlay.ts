import { stringify } from "yaml";
import type { Suggestion } from "../../emit/inspect/suggestions.js";
import { printable } from "../../load/tree/printable.js";

const head = `overlay: 1.0.0
info: { title: What the description does not say, version: 1.0.0 }
actions:
`;

/** An overlay without actions would be refused. */
const noAction = `  # This action changes nothing: an overlay must have one. Replace it by those below that are right.
  - target: $.info
    update: {}
`;

/** An overlay with what the description does not say: as actions, if it is among the accepted, otherwise as comments to begin with. */
export function firstOverlay(suggestions: readonly Suggestion[], accepted: ReadonlySet<string>): string {
  const isAction = ({ about }: Suggestion) => accepted.has(about);
  const actions = suggestions.filter(isAction).map(actionsOf);
  const comments = suggestions.filter((suggestion) => !isAction(suggestion)).map((one) => actionsOf(one).map(commented));
  return `${head}${actions.length === 0 ? noAction : ""}${[...actions, ...comments]
    .flat()
    .map((line) => `${line}\n`)
    .join("")}`;
}

/** The lines of the actions, below a line that says what they are. */
function actionsOf({ message, actions }: Suggestion): readonly string[] {
  const lines = stringify(actions, { lineWidth: 0 }).trimEnd().split("\n");
  return [`  # A guess, which may be wrong: ${printable(message)}`, ...lines.map((line) => `  ${line}`)];
}

function commented(line: string): string {
  return line.startsWith("  # ") ? line : line.replace(/^ {2}/, "  # ");
}
