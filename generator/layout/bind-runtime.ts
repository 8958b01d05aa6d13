import { posix } from "node:path";
import type { EmittedFiles } from "../emit/emit.js";
import type { Files } from "../files.js";
import type { Templates } from "../load/read/read-templates.js";
import type { ImportExtension, SharedRuntime } from "../options.js";
import { endings, importedModules, relativeSpecifier, withImports } from "./import-specifiers.js";
import { bindingTemplates } from "./runtime-modules.js";
import { runtimeVersionOf } from "./runtime-version.js";

/** The modules that are generated for each output, by their paths in `runtime/`. The templates hold stand-ins for them. */
const generatedModules: ReadonlySet<string> = new Set(["api", "api-types", "generated-for"]);

/**
 * The files of a package that imports its runtime from elsewhere. In place of the runtime it has the modules that bind that one to its API, as
 * far as something imports them.
 */
export function bindRuntime(
  { printed, copied }: EmittedFiles,
  runtime: SharedRuntime,
  templates: Templates,
  importExtension: ImportExtension = ".js",
): EmittedFiles {
  const bindings = bindingTemplates(templates);
  const ending = runtime.isPackage ? "" : endings[importExtension];
  const isOwn = (module: string) => generatedModules.has(module) || bindings.has(module);
  const folderFrom = (from: string) => relativeFolder(`${"../".repeat(from.split("/").length - 1)}${runtime.from}`);
  const shared = (from: string, module: string) => `${runtime.isPackage ? runtime.from : folderFrom(from)}/${module}${ending}`;
  const own = (from: string, module: string) => `${relativeSpecifier(from, module)}.js`;

  const withoutRuntime = new Map([...copied].filter(([path]) => !path.startsWith("src/runtime/")));
  const rewritten = mapModules(printed, (module, text) =>
    withImports(module, text, (imported) => {
      const [, inRuntime] = /^runtime\/(.+)$/.exec(imported) ?? [];
      return inRuntime === undefined || isOwn(inRuntime) ? own(module, imported) : shared(module, inRuntime);
    }),
  );
  const bound = new Map(
    neededBindings(printed, bindings, templates).map((name) => {
      const module = `runtime/${name}`;
      const text = withImports(`shared-runtime/output/${name}`, templates.get(bindings.get(name) ?? "") ?? "", (imported) => {
        const [, binding] = /^shared-runtime\/output\/(.+)$/.exec(imported) ?? [];
        const inRuntime = imported.replace(/^(?:shared-)?runtime\//, "");
        return binding === undefined ? shared(module, inRuntime) : own(module, `runtime/${binding}`);
      });
      return [`src/${module}.ts`, text] as const;
    }),
  );
  const version = bound.has("src/runtime/runtime-fit.ts") ? [generatedFor(runtimeVersionOf(templates))] : [];
  return { printed: rewritten, copied: new Map([...withoutRuntime, ...bound, ...version]) };
}

function relativeFolder(path: string): string {
  return path.startsWith("../") ? path : `./${path}`;
}

/** Changes the texts of the modules among the files. */
function mapModules(files: Files, change: (module: string, text: string) => string): Files {
  return new Map(
    [...files].map(([path, text]) => {
      const [, module] = /^src\/(.+)\.ts$/.exec(path) ?? [];
      return [path, module === undefined ? text : change(module, text)];
    }),
  );
}

/** The bindings that the printed modules import, directly or through others. */
function neededBindings(printed: Files, bindings: ReadonlyMap<string, string>, templates: Templates): readonly string[] {
  const isBinding = (name: string) => bindings.has(name) && !generatedModules.has(name);
  const needed = new Set(
    [...printed].flatMap(([path, text]) =>
      importedModules(path.replace(/^src\//, ""), text)
        .filter((module) => module.startsWith("runtime/"))
        .map((module) => module.slice("runtime/".length))
        .filter(isBinding),
    ),
  );
  for (const name of needed)
    for (const imported of importedModules(name, templates.get(bindings.get(name) ?? "") ?? ""))
      if (isBinding(posix.normalize(imported))) needed.add(imported);
  return [...needed].sort();
}

function generatedFor(version: string): readonly [string, string] {
  const text = `/** The version of the shared runtime that this output was generated for. */\nexport const generatedFor = "${version}";\n`;
  return ["src/runtime/generated-for.ts", text];
}
