import type { EmittedFiles } from "../../generator/emit/emit.js";
import type { Files } from "../../generator/files.js";
import { generate } from "../../generator/index.js";
import { bindRuntime } from "../../generator/layout/bind-runtime.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";

/** The folder of the runtime: below `src`, so that the package can be built. */
const folder = "shared";

/** The files of a package with its runtime in another folder, as outputs of a repository have it that share one. */
export async function sharing(emitted: EmittedFiles): Promise<EmittedFiles> {
  const bound = bindRuntime(emitted, { from: folder, isPackage: false }, await readTemplates());
  const runtime = [...(await runtimeFiles())].map(([path, text]) => [`src/${folder}/${path}`, text] as const);
  return { printed: bound.printed, copied: new Map([...bound.copied, ...runtime]) };
}

/** The files of the layout `runtime`. */
export async function runtimeFiles(): Promise<Files> {
  const description = {
    name: "none.json",
    text: '{ "openapi": "3.1.0", "info": { "title": "x", "version": "1" }, "paths": {} }',
  };
  return (await generate({ description, options: { version: "1.0.0", layout: "runtime" } })).files;
}
