import { packageJson } from "../emit/client/package-json.js";
import type { EmittedFiles } from "../emit/emit.js";
import { fillTemplate, templateText } from "../emit/text/templates.js";
import type { Templates } from "../load/read/read-templates.js";
import type { PackagePlan } from "../plan/types/package-plan.js";
import { relativeSpecifier, withImports } from "./import-specifiers.js";
import { runtimeTemplates } from "./runtime-modules.js";
import { runtimeVersionOf, versionModule, versionText } from "./runtime-version.js";

/** The files of a package with the whole runtime: each client that shares it imports the modules that it needs. */
export function runtimePackageFiles({ packageJson: manifest }: PackagePlan, templates: Templates): EmittedFiles {
  const entryPoints = [
    { subpath: ".", module: "index" },
    { subpath: "./*", module: "*" },
  ];
  const modules = [...runtimeTemplates(templates)].map(([module, path]) => {
    const text = withImports(path.replace(/\.ts$/, ""), templateText(templates, path), (imported) => {
      const target = imported.replace(/^(?:shared-)?runtime\//, "");
      return `${relativeSpecifier(module, target)}.js`;
    });
    return [`src/${module}.ts`, text] as const;
  });
  return {
    printed: new Map([
      ["README.md", fillTemplate(templates, "package/runtime-README.md.hbs", { name: manifest.name })],
      ["package.json", packageJson({ packageJson: manifest, entryPoints })],
    ]),
    copied: new Map([
      [".gitignore", templateText(templates, "package/gitignore")],
      ["tsconfig.cjs.json", templateText(templates, "package/tsconfig.cjs.json")],
      ["tsconfig.json", templateText(templates, "package/tsconfig.json")],
      ...modules,
      [`src/${versionModule}.ts`, versionText(runtimeVersionOf(templates))],
    ]),
  };
}
