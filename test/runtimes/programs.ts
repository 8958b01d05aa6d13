import { build, type Plugin } from "esbuild";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageOf } from "../emit/package-of.js";
import { buildPackage } from "../package/build-package.js";

/** The program that makes the calls, in the form that each kind of platform loads. */
export interface Programs {
  /** A folder in which both built packages are installed. */
  readonly home: string;
  /** A module that imports the packages by name. Its arguments are the platform's name and the service's URL; it prints the results. */
  readonly command: string;
  /** The same bundled as a worker that responds with the results. */
  readonly worker: string;
  /** The same bundled as the script of a page, which posts the results to its server. */
  readonly page: string;
}

const imports = 'import { makeCalls } from "./calls.mjs";\nimport { Sample } from "@example/sample";\n';

const programTexts = {
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

/** Writes a folder like that of a consumer of the packages. */
export async function writePrograms(home: string): Promise<Programs> {
  const { folder, name } = buildPackage();
  cpSync(folder, join(home, "node_modules", name), { recursive: true });
  await installSample(join(home, "node_modules/@example/sample"));
  const dependencies = { [name]: "*", "@example/sample": "*" };
  writeFileSync(join(home, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  const calls = { entryPoints: [join(import.meta.dirname, "calls.ts")], outfile: join(home, "calls.mjs") };
  await build({ ...calls, bundle: true, format: "esm", platform: "neutral", plugins: [importByName(name)], logLevel: "error" });
  const files = Object.entries(programTexts).map(([key, text]) => [join(home, `${key}.mjs`), text] as const);
  for (const [file, text] of files) writeFileSync(file, text);
  const bundle = async (key: keyof typeof programTexts): Promise<string> => {
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
  return { home, command: join(home, "command.mjs"), worker: await bundle("worker"), page: await bundle("page") };
}

/** Replaces imports of the generated sources, which give the calls their types, by the built package. */
function importByName(name: string): Plugin {
  return {
    name: "by-name",
    setup(esbuild) {
      esbuild.onResolve({ filter: /\/generated\/src\// }, ({ path }) => {
        const entry = /\/generated\/src\/(\w+)\.js$/.exec(path)?.[1] ?? "";
        return { path: entry === "index" ? name : `${name}/${entry}`, external: true };
      });
    },
  };
}

/** Builds outside `node_modules`, where the compiler treats the same settings differently. */
async function installSample(folder: string): Promise<void> {
  const workspace = mkdtempSync(join(tmpdir(), "sample-"));
  const { files } = await packageOf(readFileSync(join(import.meta.dirname, "service.yaml"), "utf8"));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), text);
  }
  const compiler = join(import.meta.dirname, "../../node_modules/.bin/tsc");
  execFileSync(compiler, ["-p", workspace], { stdio: ["ignore", 2, 2] });
  cpSync(workspace, folder, { recursive: true });
  rmSync(workspace, { recursive: true });
}
