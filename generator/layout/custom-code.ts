import { diagnostic, type Report } from "../diagnostics.js";
import type { EmittedFiles } from "../emit/emit.js";
import type { Files } from "../files.js";
import type { Layout } from "../options.js";
import { isPackage } from "./lay-out.js";
import { exportedNames, importsOf, modulePath } from "./module-exports.js";

/** The folder of an output for code that its users write. specloom reads it, and never writes there. */
export function customFolder(layout: Layout = "package"): string {
  return isPackage(layout) ? "src/custom" : "custom";
}

/**
 * The files with the custom code exported from the index, if it has an `index.ts`. What it exports takes the place of what the index exports
 * under the same name: so a class that extends the generated one has its name.
 */
export function withCustomExports({ printed, copied }: EmittedFiles, custom: Files, layout: Layout = "package"): EmittedFiles {
  const folder = customFolder(layout);
  const index = isPackage(layout) ? "src/index.ts" : "index.ts";
  const text = printed.get(index);
  const names = exportedNames(`${folder}/index.ts`, custom);
  if (text === undefined || names === undefined) return { printed, copied };
  // The other imports of the index say how modules name each other.
  const [, ending = ".js"] = /from "\.\/[\w$/-]+(\.[jt]s|)";/.exec(text) ?? [];
  const line = `export * from "./custom/index${ending}";\n`;
  return { printed: new Map([...printed, [index, `${withoutNames(text, names)}${line}`]]), copied };
}

/** The exports of an index without these names. The emitter prints each export on one line. */
function withoutNames(text: string, names: ReadonlySet<string>): string {
  const lines = text.split("\n").flatMap((line) => {
    const [start, end] = [line.indexOf("{ "), line.lastIndexOf(" } from ")];
    if (!line.startsWith("export ") || start < 0 || end < start) return [line];
    const kept = line.slice(start + 2, end).split(", ").filter((name) => !names.has(name)); // prettier-ignore
    return kept.length === 0 ? [] : [`${line.slice(0, start)}{ ${kept.join(", ")}${line.slice(end)}`];
  });
  return lines.join("\n");
}

/** Reports what custom code imports from the output that is not there any more. */
export function reportMisfits(custom: Files, files: Files, nameOf: (path: string) => string, report: Report): void {
  const all = new Map([...files, ...custom]);
  for (const [path, text] of custom)
    for (const { from, names, offset } of importsOf(text)) {
      const place = { source: nameOf(path), offset };
      const target = modulePath(path, from, all);
      if (target === undefined) {
        report(diagnostic("custom-misfit", place, `The output has no module \`${from}\`.`, advice));
        continue;
      }
      const exported = exportedNames(target, all);
      const missing = names.filter((name) => name !== "default" && exported?.has(name) === false);
      for (const name of missing) report(diagnostic("custom-misfit", place, `\`${from}\` does not export \`${name}\`.`, advice));
    }
}

const advice = {
  help: "Change this file to what the API has now; `specloom inspect` lists it. specloom leaves the file as it is.",
};
