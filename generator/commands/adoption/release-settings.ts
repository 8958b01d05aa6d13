import { basename } from "node:path";
import { parseConfig } from "../../config/read/load-config.js";
import type { ConfigFile } from "../../config/read/read-config.js";
import { type ConfigEdit, editConfig } from "../../config/texts/edit-config.js";
import { refuse } from "../../diagnostics.js";
import { readText } from "../../load/read/read-text.js";
import type { Release } from "./releases.js";

/** The config file with the versions and changelogs of releases. */
export interface ReleaseSettings {
  /** Its new text; undefined for a module, which is code. */
  readonly text: string | undefined;
  readonly notes: readonly string[];
}

export async function releaseSettings(config: string, releases: readonly Release[]): Promise<ReleaseSettings> {
  if (releases.length === 0) return { text: undefined, notes: [] };
  if (/\.[cm]?[jt]s$/.test(config)) return { text: undefined, notes: releases.map((release) => whatToSet(config, release)) };
  const source = await readText(config);
  const edits = editsOf(parseConfig(source), releases);
  const text = editConfig(source, edits) ?? refuseEdit(config);
  return { text, notes: releases.map(toldVersion) };
}

function whatToSet(config: string, { candidate, version, changelog }: Release): string {
  const where = candidate.target.name === undefined ? "there" : `for the output ${candidate.target.name}`;
  return `${basename(config)} is code: set \`version\` to "${version}" and \`changelog\` to "${changelog.setting}" ${where}, then run \`specloom generate\`.`;
}

function toldVersion({ candidate: { target }, version }: Release): string {
  const whose = target.name === undefined ? "" : ` of ${target.name}`;
  return `The next version${whose} is ${version}; it was ${target.options.version}.`;
}

/** An option is set where it stands. One that outputs share stays shared if it gets the same value for all of them. */
function editsOf(file: ConfigFile, releases: readonly Release[]): readonly ConfigEdit[] {
  const settings = releases.flatMap(({ candidate: { target }, version, changelog }) => [
    { name: target.name, option: "version", value: version } as const,
    ...(target.options.changelog === undefined
      ? [{ name: target.name, option: "changelog", value: changelog.setting } as const]
      : []),
  ]);
  return settings.map(({ name, option, value }) => {
    if (name === undefined) return { option, value };
    const sharing = [...(file.outputs ?? [])].filter(([, { options }]) => options[option] === undefined).map(([other]) => other);
    const isSame = sharing.every((other) =>
      settings.some((setting) => setting.name === other && setting.option === option && setting.value === value),
    );
    return sharing.includes(name) && isSame ? { option, value } : { output: name, option, value };
  });
}

function refuseEdit(config: string): never {
  refuse("usage", { source: config }, "The version cannot be set in this config file.", {
    help: "Write `version` as a plain string, with no anchor or alias.",
  });
}
