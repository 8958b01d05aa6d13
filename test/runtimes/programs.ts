import { build, type Plugin } from "esbuild";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageOf } from "../emit/package-of.js";
import { buildPackage } from "../package/build-package.js";

/** The program that makes the calls, as each kind of platform loads it. */
export interface Programs {
  /** A folder with both packages installed, built. */
  readonly home: string;
  /** A module that imports the packages by name; it takes the platform's name and the service's address, and prints the outcomes. */
  readonly command: string;
  /** The same in one file, as a worker that answers with the outcomes. */
  readonly worker: string;
  /** The same in one file, as the script of a page that sends them home. */
  readonly page: string;
}

const imports = 'import { makeCalls } from "./calls.mjs";\nimport { Sample } from "@example/sample";\n';

const texts = {
  command: `${imports}const [platform, api] = process.argv.slice(2);
console.log(JSON.stringify(await makeCalls({ platform, api, Sample })));
`,
  worker: `${imports}export default {
  async fetch(request) {
    const { platform, api } = Object.fromEntries(new URL(request.url).searchParams);
    return Response.json(await makeCalls({ platform, api, Sample }));
  },
};
`,
  page: `${imports}const api = new URL(location.href).searchParams.get("api");
const outcomes = await makeCalls({ platform: "Chromium", api, Sample });
await fetch("/outcomes", { method: "POST", body: JSON.stringify(outcomes) });
`,
};

/** Lays out a folder as a consumer of the packages has it. */
export async function writePrograms(home: string): Promise<Programs> {
  const { folder, name } = buildPackage();
  cpSync(folder, join(home, "node_modules", name), { recursive: true });
  await installSample(join(home, "node_modules/@example/sample"));
  const dependencies = { [name]: "*", "@example/sample": "*" };
  writeFileSync(join(home, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  const calls = { entryPoints: [join(import.meta.dirname, "calls.ts")], outfile: join(home, "calls.mjs") };
  await build({ ...calls, bundle: true, format: "esm", platform: "neutral", plugins: [byName(name)], logLevel: "error" });
  const files = Object.entries(texts).map(([key, text]) => [join(home, `${key}.mjs`), text] as const);
  for (const [file, text] of files) writeFileSync(file, text);
  const inOneFile = async (key: keyof typeof texts): Promise<string> => {
    const outfile = join(home, `${key}-bundle.mjs`);
    await build({
      entryPoints: [join(home, `${key}.mjs`)],
      outfile,
      bundle: true,
      format: "esm",
      platform: "neutral",
      logLevel: "error",
    });
    return outfile;
  };
  return { home, command: join(home, "command.mjs"), worker: await inOneFile("worker"), page: await inOneFile("page") };
}

/** The sources of the generated package are what types the calls; what runs is the built package, by its name. */
function byName(name: string): Plugin {
  return {
    name: "by-name",
    setup(building) {
      building.onResolve({ filter: /\/generated\/src\// }, ({ path }) => {
        const entry = /\/generated\/src\/(\w+)\.js$/.exec(path)?.[1] ?? "";
        return { path: entry === "index" ? name : `${name}/${entry}`, external: true };
      });
    },
  };
}

/** Built where its author would: below a `node_modules` the compiler reads the same settings differently. */
async function installSample(folder: string): Promise<void> {
  const workshop = mkdtempSync(join(tmpdir(), "sample-"));
  const { files } = await packageOf(readFileSync(join(import.meta.dirname, "service.yaml"), "utf8"));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(workshop, path)), { recursive: true });
    writeFileSync(join(workshop, path), text);
  }
  const compiler = join(import.meta.dirname, "../../node_modules/.bin/tsc");
  execFileSync(compiler, ["-p", workshop], { stdio: ["ignore", 2, 2] });
  cpSync(workshop, folder, { recursive: true });
  rmSync(workshop, { recursive: true });
}
