import { toJson } from "../load/tree/json.js";
import type { Templates } from "../load/read/read-templates.js";
import type { Files } from "../files.js";
import type { PackagePlan } from "../plan/types/package-plan.js";
import type { Description } from "../resolve/description.js";
import { emitApiFacts } from "./client/api-facts-module.js";
import { emitApiTypes } from "./client/api-types-module.js";
import { emitClasses } from "./client/classes.js";
import { emitClientEntry, emitIndex, emitJournal } from "./entries/index-modules.js";
import { packageJson } from "./client/package-json.js";
import { emitModels } from "./types/model-declarations.js";
import { generatedHeader, type ModuleText } from "./text/module-text.js";
import { emitOAuth } from "./entries/oauth-module.js";
import { emitOperations } from "./operations/function-modules.js";
import { readme } from "./readme/readme.js";
import { type OwnTemplates, readmeWords } from "./readme/words.js";
import { runtimeFiles } from "./text/runtime.js";
import { templateText } from "./text/templates.js";
import { emitTesting } from "./entries/testing-module.js";
import { createPackageTypes, modelsModule, type PackageTypes } from "./types/package-types.js";
import { emitWebhooks } from "./operations/webhook-module.js";

/** The module of the optional `./openapi` entry point. */
const openapiModule = "openapi";

/** The files of a package, in two parts. */
export interface EmittedFiles {
  /** Files that are not laid out yet. */
  readonly printed: Files;
  /** Files that are copied from the templates, which are laid out. */
  readonly copied: Files;
}

/** The files of the package. */
export async function emitPackage(
  plan: PackagePlan,
  description: Description,
  templates: Templates,
  ownTemplates: OwnTemplates = new Map(),
): Promise<EmittedFiles> {
  const modules = sourceModules(plan);
  const uses = modules.flatMap((module) => module.uses);
  const plannedModules = plan.runtime.map((module) => `runtime/${module}`);
  const source = (module: string, text: string) => [`src/${module}.ts`, text] as const;
  return {
    printed: new Map([
      ["README.md", readme(plan, await readmeWords(templates, ownTemplates))],
      ["package.json", packageJson(plan)],
      ...modules.map(({ module, text }) => source(module, text)),
      ...(await openapiFiles(plan, description)),
    ]),
    copied: new Map([
      [".gitignore", templateText(templates, "package/gitignore")],
      ["tsconfig.cjs.json", templateText(templates, "package/tsconfig.cjs.json")],
      ["tsconfig.json", templateText(templates, "package/tsconfig.json")],
      ...[...runtimeFiles([...uses, ...plannedModules], templates)].map(([module, text]) => source(module, text)),
    ]),
  };
}

/** The generated modules. */
function sourceModules(plan: PackagePlan): readonly ModuleText[] {
  const types = createPackageTypes(plan);
  return [
    emitIndex(plan),
    ...(plan.hasClient ? clientModules(plan, types) : []),
    ...emitWebhooks(plan, types),
    ...(plan.models.length === 0 ? [] : [emitModels(plan, types)]),
  ].map((text) => ({ ...text, uses: text.uses.filter((module) => module !== modelsModule) }));
}

/** The modules of a package with a client. */
function clientModules(plan: PackagePlan, types: PackageTypes): readonly ModuleText[] {
  return [
    emitClientEntry(plan),
    ...emitJournal(plan),
    emitClasses(plan, types),
    ...emitOperations(plan.resource, plan, types),
    emitApiFacts(plan),
    emitApiTypes(plan, types),
    emitTesting(plan, types),
    ...emitOAuth(plan),
  ];
}

async function openapiFiles(plan: PackagePlan, description: Description): Promise<readonly (readonly [string, string])[]> {
  if (!plan.entryPoints.some(({ module }) => module === openapiModule)) return [];
  const { openapiTypes } = await import("./openapi/openapi-types.js");
  return [[`src/${openapiModule}.ts`, `${generatedHeader(plan.api.info)}\n\n${openapiTypes(toJson(description.root))}`]];
}
