import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

const root = join(import.meta.dirname, "..");

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly licence: string;
  /** The text of its licence file. */
  readonly text: string;
}

/** The packages of which the bundle contains code, by name. */
export function bundledPackages({ outputs }: Metafile): readonly BundledPackage[] {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const contained = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  const folders = contained.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(folders)].map(readPackage).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readPackage(folder: string): BundledPackage {
  const read = (name: string) => readFileSync(join(root, folder, name), "utf8");
  const { name, version, license } = JSON.parse(read("package.json")) as { name: string; version: string; license?: string };
  const file = readdirSync(join(root, folder)).find((path) => /^licen[cs]e/i.test(path));
  if (license === undefined || file === undefined) throw new Error(`${name} has no licence, so it cannot be bundled.`);
  return { name, version, licence: license, text: read(file).trim() };
}

/** The page that a package must contain which contains others. */
export function licencePage(packages: readonly BundledPackage[]): string {
  const sections = packages.map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}\n`);
  return [`specloom.js contains code of these packages.\n`, ...sections].join(`\n${"-".repeat(80)}\n\n`);
}
