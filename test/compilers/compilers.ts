import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, checkConsumers, checkSources, formats, resolutions } from "./checks.js";
import { builtPackages, checkedPackages, writePackage } from "./packages.js";
import { installCompiler, versions } from "./versions.js";

/** Versions of TypeScript, such as `5.4`; the default is all. */
const wanted = process.argv.slice(2);
const chosen = Object.keys(versions).filter((version) => wanted.length === 0 || wanted.includes(version));
if (wanted.some((version) => !(version in versions))) throw new Error(`The versions are ${Object.keys(versions).join(", ")}.`);

const home = mkdtempSync(join(tmpdir(), "compilers-"));
const [built, checked] = [join(home, "built"), join(home, "checked")];

function show(version: string, what: string, errors: string): void {
  if (errors !== "") process.exitCode = 1;
  console.log(`TypeScript ${version}, ${what}: ${errors === "" ? "accepted" : `FAILED\n${errors.slice(0, 2000)}`}`);
}

try {
  const names: string[] = [];
  for (const one of builtPackages) names.push(await writePackage(built, one));
  for (const one of checkedPackages) await writePackage(checked, one);
  const compilers = chosen.map(
    (version) => [version, installCompiler(join(home, "compilers", version), versions[version] ?? "")] as const,
  );
  for (const [version, compiler] of compilers) show(version, "npm run build", build(compiler, version, built, names));
  for (const [version, compiler] of compilers)
    for (const format of keysOf(formats)) show(version, `sources as ${format}`, checkSources(compiler, checked, format));
  // Each compiler must accept the declarations that every other one has written.
  const installed = names.flatMap((name) => chosen.map((version) => `${name}-${version}`));
  for (const [version, compiler] of compilers)
    for (const resolution of keysOf(resolutions))
      show(version, `declarations under ${resolution}`, checkConsumers(compiler, built, resolution, installed));
} finally {
  rmSync(home, { recursive: true, force: true });
}

function keysOf<Name extends string>(table: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(table) as Name[];
}
