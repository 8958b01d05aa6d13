import { type CommandName, type OptionName, type OptionRow, optionTable, rowsOf } from "../../options.js";
import type { Command } from "../command.js";
import { briefly, groupNames, optionGroups } from "./option-groups.js";

/** The size of a screen, on which a help text fits. */
const screen = { lines: 24, columns: 80 };

/** What the help text of a command shows of it. */
type Shown = Pick<Command<CommandName>, "description" | "example" | "arguments">;

const everyCommand: readonly Line[] = [
  ["--version", "print the version"],
  ["--help", "print a help text; with --verbose, all options of the command"],
];

/** A name and what it means. */
type Line = readonly [name: string, meaning: string];

/** The help text of specloom: its commands. */
export function programHelp(commands: readonly Line[]): readonly string[] {
  return [
    "Usage: specloom <command> [options]",
    "",
    "Reads an OpenAPI description and writes a complete TypeScript package or module.",
    "",
    "Commands:",
    ...columns([...commands, ["complete", "print a script that completes command lines in your shell"]]),
    "",
    "Options:",
    ...columns(everyCommand),
    "",
    "Example:",
    "  npx specloom init",
    "",
    "`specloom <command> --help` tells more about a command.",
  ];
}

/**
 * The help text of a command. It fits a screen: the options that people begin with are explained, and of the others there are the names.
 *
 * @param explainsAll - Whether all options are explained, however long the text becomes.
 */
export function commandHelp(command: CommandName, shown: Shown, explainsAll: boolean): readonly string[] {
  const given = shown.arguments ?? [];
  const all = pageOf(command, shown, [...(given.length === 0 ? [] : ["", ...columns(given)]), ...allOptions(command)]);
  if (explainsAll || all.length <= screen.lines) return all;
  const explained = explainedFirst(command);
  const pages = explained.map((_, index) => {
    const options = optionsOnScreen(command, shown, explained.slice(0, explained.length - index));
    return pageOf(command, shown, options);
  });
  return pages.find(({ length }) => length <= screen.lines) ?? all;
}

function pageOf(
  command: CommandName,
  { description, example, arguments: given = [] }: Shown,
  body: readonly string[],
): readonly string[] {
  return [
    ["Usage: specloom", command, ...given.map(([syntax]) => syntax), "[options]"].join(" "),
    "",
    ...wrapped(sentence(description), 0),
    ...body,
    "",
    "Example:",
    ...exampleLines(example),
  ];
}

/** The options with a line in `briefly`; those that are the command's own before the others. */
function explainedFirst(command: CommandName): readonly OptionName[] {
  const isOwn = (name: OptionName) => {
    const row: OptionRow = optionTable[name];
    return row.commands?.length === 1;
  };
  const known = rowsOf(command).flatMap(([name]) => (name in briefly ? [name] : []));
  const order = Object.keys(briefly);
  return known.sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || order.indexOf(a) - order.indexOf(b));
}

/** Arguments and options with what they mean, then the names of the other options. */
function optionsOnScreen(
  command: CommandName,
  { arguments: given = [] }: Shown,
  explained: readonly OptionName[],
): readonly string[] {
  const rows = rowsOf(command);
  const lines = rows.flatMap(([name, { flag, choicesFor }]): readonly Line[] =>
    explained.includes(name) ? [[flag, choicesFor?.[command]?.join(", ") ?? briefly[name] ?? ""]] : [],
  );
  const others = rows.filter(([name]) => !explained.includes(name));
  const named = groupNames.flatMap((group): readonly Line[] => {
    const names = others.filter(([name]) => optionGroups[name] === group).map(([, { flag }]) => flag.replace(/ .*/, ""));
    return names.length === 0 ? [] : [[group.toLowerCase(), names.join(", ")]];
  });
  return ["", ...columns([...given, ...lines]), "", "More options, which `--help --verbose` explains:", ...columns(named)];
}

/** All options with what they mean, in groups. */
function allOptions(command: CommandName): readonly string[] {
  return groupNames.flatMap((group) => {
    const rows = rowsOf(command).filter(([name]) => optionGroups[name] === group);
    return rows.length === 0 ? [] : ["", `${group}:`, ...columns(rows.map(([, { flag, help }]) => [flag, help]))];
  });
}

/** Two columns, the second one wrapped. */
function columns(lines: readonly Line[]): readonly string[] {
  const width = Math.min(26, Math.max(0, ...lines.map(([name]) => name.length)) + 2);
  return lines.flatMap(([name, meaning]) => {
    const [first = "", ...others] = wrapped(meaning, width + 2);
    const rest = others.map((line) => `  ${" ".repeat(width)}${line}`);
    return name.length < width
      ? [`  ${name.padEnd(width)}${first}`, ...rest]
      : [`  ${name}`, `  ${" ".repeat(width)}${first}`, ...rest];
  });
}

/** A text in lines that leave room for an indentation. */
function wrapped(text: string, indentation: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || indentation + last.length + 1 + word.length > screen.columns) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** A command line that can be copied, also where it takes two lines. */
function exampleLines(example: string): readonly string[] {
  if (example.length + 2 <= screen.columns) return [`  ${example}`];
  const end = example.lastIndexOf(" --", screen.columns - 4);
  return [`  ${example.slice(0, end)} \\`, `    ${example.slice(end + 1)}`];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
