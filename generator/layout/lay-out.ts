import type { EmittedFiles } from "../emit/emit.js";
import { diagnostic, type Report } from "../diagnostics.js";
import type { Files } from "../files.js";
import type { GenerateOptions, Layout, Part } from "../options.js";
import type { EntryPointPlan } from "../plan/types/package-plan.js";
import { withSpecifiers } from "./import-specifiers.js";
import { modulesOfParts } from "./parts.js";

/** The options of a layout. */
export type LayoutOptions = Pick<GenerateOptions, "layout" | "parts" | "importExtension">;

/** The parts of an API that a layout has, unless the option `parts` names others. */
const partsOfLayouts: { readonly [L in Layout]: readonly Part[] } = {
  package: ["models", "functions", "class", "testing"],
  source: ["models", "functions", "class"],
  types: ["models"],
};

const sourceModule = /^src\/(.+)\.ts$/;

/** The files of a package in the wanted layout. */
export function layOut(
  emitted: EmittedFiles,
  entryPoints: readonly EntryPointPlan[],
  { layout = "package", parts = [], importExtension = ".js" }: LayoutOptions,
): EmittedFiles {
  if (layout === "package") return emitted;
  const texts = moduleTexts([...emitted.printed, ...emitted.copied]);
  const wanted = modulesOfParts(entryPoints, parts.length === 0 ? partsOfLayouts[layout] : parts, texts);
  const take = (files: Files): Files =>
    new Map(
      [...moduleTexts([...files])].flatMap(([module, text]) =>
        wanted.has(module) ? [[`${module}.ts`, withSpecifiers(text, importExtension)] as const] : [],
      ),
    );
  return { printed: take(emitted.printed), copied: take(emitted.copied) };
}

/** The texts of modules by their paths below `src/`, without extension. */
function moduleTexts(files: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap(([path, text]) => {
      const [, module] = sourceModule.exec(path) ?? [];
      return module === undefined ? [] : [[module, text] as const];
    }),
  );
}

/** Reports options that this layout does not know. */
export function checkLayoutOptions(
  { layout = "package", parts = [], importExtension = ".js" }: LayoutOptions,
  report: Report,
): void {
  const rows = [
    ["parts", parts.length > 0 && layout !== "source", "the layout `source`"],
    ["importExtension", importExtension !== ".js" && layout === "package", "the layouts `source` and `types`"],
  ] as const;
  for (const [name, misplaced, owners] of rows)
    if (misplaced)
      report(diagnostic("usage", undefined, `\`${name}\` is an option of ${owners}, and the layout is \`${layout}\`.`));
}

/** The optional entry points of a layout: types alone are of use with those that openapi-fetch takes. */
export function entriesOf({
  layout,
  entries = [],
}: Pick<GenerateOptions, "layout" | "entries">): NonNullable<GenerateOptions["entries"]> {
  return layout === "types" ? [...new Set([...entries, "openapi" as const])] : entries;
}
