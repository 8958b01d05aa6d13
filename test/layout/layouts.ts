import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Files } from "../../generator/files.js";
import { generateResolved, resolveInput, type ResolvedInput } from "../../generator/generate.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import { checkPackage } from "../../generator/write/check.js";
import { writePackage } from "../../generator/write/write.js";
import { descriptionsOf } from "../corpus/descriptions.js";
import { typeErrors } from "../emit/compile.js";
import { application, applicationSettings, type CompiledLayout, compiledLayouts } from "./compiled-layouts.js";
import { runtimeFiles } from "./sharing.js";

/**
 * `npm run layouts -- [--only TEXT] DIR|FILE…`: writes every layout of each description, checks that it is in sync, and compiles it with the
 * strictest settings of an application. Outputs are compiled many at a time, those that share a runtime with one copy of it. `--only` takes the
 * layouts with this text in their names. Packages are compiled by `npm run corpus`.
 */

const { values, positionals } = parseArgs({ options: { only: { type: "string", default: "" } }, allowPositionals: true });
const packageLayout: CompiledLayout = { name: "package", options: { name: "client", license: "MIT" }, isCompiled: false };
const layouts = [packageLayout, ...compiledLayouts].filter(({ name }) => name.includes(values.only));

/** The most text that is compiled at a time. */
const chunkSize = 6_000_000;

const templates = await readTemplates();
const runtime = new Map([...(await runtimeFiles())].map(([path, text]) => [`runtime/${path}`, text] as const));
const folder = mkdtempSync(join(tmpdir(), "layouts-"));
let [written, compiled, refused, failed] = [0, 0, 0, 0];

function fail(file: string, layout: CompiledLayout, problems: readonly string[]): void {
  failed += 1;
  console.error(`${file}, ${layout.name}: ${problems.slice(0, 3).join("\n  ")}`);
}

/** The files of a layout in the sources of an application, if the description is accepted. */
async function filesOf(resolved: ResolvedInput, text: string, { options }: CompiledLayout): Promise<Files> {
  const description = { name: "api.yaml", text };
  return (await generateResolved(resolved, { description, overlays: [], templates, options: { version: "1.0.0", ...options } }))
    .files;
}

/** How the output on the disk differs from what was generated. */
async function driftOf(files: Files): Promise<readonly string[]> {
  const output = join(folder, `output-${written}`);
  await writePackage(output, files);
  const drift = (await checkPackage(output, files)).map(({ path, kind }) => `${path} is ${kind}`);
  rmSync(output, { recursive: true });
  return drift;
}

/** The outputs of one layout that are compiled together, by the names of their descriptions. */
class Chunk {
  readonly #layout: CompiledLayout;
  #outputs = new Map<string, Files>();
  #size = 0;

  constructor(layout: CompiledLayout) {
    this.#layout = layout;
  }

  add(file: string, files: Files): void {
    this.#outputs.set(file, files);
    for (const text of files.values()) this.#size += text.length;
    if (this.#size > chunkSize) this.compile();
  }

  compile(): void {
    const names = [...this.#outputs.keys()];
    const outputs = [...this.#outputs.values()].flatMap((files, index) =>
      [...files].map(([path, text]) => [`output-${index}/${path}`, text] as const),
    );
    const isShared = this.#layout.options.runtimeFolder !== undefined;
    const errors =
      outputs.length === 0
        ? []
        : typeErrors(new Map([...(isShared ? runtime : []), ...outputs]), application, {
            ...applicationSettings,
            ...this.#layout.settings,
          });
    for (const [index, name] of names.entries()) {
      const own = errors.filter((error) => error.startsWith(`/package/output-${index}/`));
      if (own.length > 0) fail(name, this.#layout, own);
      else compiled += 1;
    }
    const others = errors.filter((error) => !error.startsWith("/package/output-"));
    if (others.length > 0) fail("the shared runtime", this.#layout, others);
    this.#outputs = new Map<string, Files>();
    this.#size = 0;
  }
}

const chunks = new Map(layouts.map((layout) => [layout, new Chunk(layout)] as const));
for (const file of descriptionsOf(positionals)) {
  const text = readFileSync(file, "utf8");
  const resolved = await resolveInput({ description: { name: "api.yaml", text }, overlays: [], options: { version: "1.0.0" } });
  for (const [layout, chunk] of chunks) {
    const files = await filesOf(resolved, text, layout);
    if (files.size === 0) {
      refused += 1;
      continue;
    }
    written += 1;
    const drift = await driftOf(files);
    if (drift.length > 0) fail(file, layout, drift);
    if (layout.isCompiled !== false) chunk.add(file, files);
  }
}
for (const chunk of chunks.values()) chunk.compile();
rmSync(folder, { recursive: true });
console.log(`${written} written and in sync, ${compiled} compiled, ${refused} refused, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
