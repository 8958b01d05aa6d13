import type { EmittedFiles } from "../emit/emit.js";
import type { Files } from "../files.js";
import type { GenerateOptions, Layout, Part } from "../options.js";
import type { EntryPointPlan } from "../plan/types/package-plan.js";
import { withSpecifiers } from "./import-specifiers.js";
import { modulesOfParts } from "./parts.js";

/** The options of a layout. */
export type LayoutOptions = Pick<GenerateOptions, "layout" | "parts" | "importExtension">;

/** The parts of an API that a layout has, unless the option `parts` names others; "all" for a runtime, which has no API. */
const partsOfLayouts: { readonly [L in Layout]: readonly Part[] | "all" } = {
  package: "all",
  source: ["models", "functions", "class"],
  types: ["models"],
  runtime: "all",
  "runtime-package": "all",
};

/** The layouts that are npm packages. */
const packages: ReadonlySet<Layout> = new Set(["package", "runtime-package"]);

export function isPackage(layout: Layout = "package"): boolean {
  return packages.has(layout);
}

const sourceModule = /^src\/(.+)\.ts$/;

/** The files of a package in the wanted layout. */
export function layOut(
  emitted: EmittedFiles,
  entryPoints: readonly EntryPointPlan[],
  { layout = "package", parts = [], importExtension = ".js" }: LayoutOptions,
): EmittedFiles {
  if (isPackage(layout)) return emitted;
  const texts = moduleTexts([...emitted.printed, ...emitted.copied]);
  const all = partsOfLayouts[layout];
  // A runtime may be given the parts that its clients have.
  const chosen = all === "all" || parts.length === 0 ? all : parts;
  const wanted = chosen === "all" ? new Set(texts.keys()) : modulesOfParts(entryPoints, chosen, texts);
  const take = (files: Files): Files =>
    new Map(
      [...moduleTexts([...files])].flatMap(([module, text]) =>
        wanted.has(module) ? [[`${module}.ts`, withSpecifiers(text, importExtension)] as const] : [],
      ),
    );
  return { printed: take(emitted.printed), copied: take(emitted.copied) };
}

/** The texts of modules by their paths below `src/`, without extension. */
export function moduleTexts(files: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap(([path, text]) => {
      const [, module] = sourceModule.exec(path) ?? [];
      return module === undefined ? [] : [[module, text] as const];
    }),
  );
}

/** The optional entry points of a layout: types alone are of use with those that openapi-fetch takes. */
export function entriesOf({
  layout,
  entries = [],
}: Pick<GenerateOptions, "layout" | "entries">): NonNullable<GenerateOptions["entries"]> {
  return layout === "types" ? [...new Set([...entries, "openapi" as const])] : entries;
}
