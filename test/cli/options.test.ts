import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../generator/cli.js";
import { parseConfig } from "../../generator/config/read/load-config.js";
import { type CommandName, commandNames, optionRows } from "../../generator/options.js";
import { fencesOf } from "../package/fences.js";

/** The command line, the config file and docs/configuration.md offer the options of the table, and no others. */

const page = readFileSync(join(import.meta.dirname, "../../docs/configuration.md"), "utf8");

/** `--input <source>` as the page writes it, `--input SOURCE`. */
function documentedFlag(flag: string): string {
  return flag.replace(/<(.+)>/, (_, placeholder: string) => placeholder.toUpperCase());
}

async function helpOf(command: CommandName): Promise<string> {
  const lines: string[] = [];
  await main([command, "--help", "--verbose"], { out: (line) => lines.push(line), error: (line) => lines.push(line) });
  return lines.join("\n");
}

test("docs/configuration.md has one row for each option, in the order of the help text", () => {
  const documented = [...page.matchAll(/^\| `(--[^`]+)` +\|/gm)].map(([, flag]) => flag);
  expect(documented).toEqual(optionRows.map(([, { flag }]) => documentedFlag(flag)));
});

test("docs/configuration.md names the default of each option that has one", () => {
  const missing = optionRows.filter(([, { flag, default: value }]) => {
    const row = page.split("\n").find((line) => line.startsWith(`| \`${documentedFlag(flag)}\``));
    return typeof value === "string" && row?.includes(`\`${value}\``) !== true;
  });
  expect(missing).toEqual([]);
});

test("the config files of docs/configuration.md set every option that a config file may set", () => {
  const examples = fencesOf(page).filter(({ language }) => language === "json");
  const config = Object.assign(
    {},
    ...examples.map(({ code }) => parseConfig({ name: "specloom.json", text: code }).options),
  ) as object;
  expect(Object.keys(config).sort()).toEqual(
    optionRows
      .filter(([, { inConfigFile }]) => inConfigFile)
      .map(([name]) => name)
      .sort(),
  );
});

describe.each(commandNames)("%s", (command) => {
  test("takes the options of its rows, with their help", async () => {
    const help = await helpOf(command);
    const words = help.replace(/\s+/g, " ");
    const rows = optionRows.filter(([, row]) => row.commands?.includes(command) ?? true);
    expect([...help.matchAll(/^ {2}(--\S+(?: <\w+>)?)/gm)].map(([, flag]) => flag)).toEqual(rows.map(([, { flag }]) => flag));
    expect(rows.filter((row) => !words.includes(row[1].help))).toEqual([]);
  });
});
