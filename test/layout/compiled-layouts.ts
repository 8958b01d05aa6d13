import ts from "typescript";
import { generate } from "../../generator/index.js";
import type { GenerateOptions } from "../../generator/options.js";
import { typeErrors } from "../emit/compile.js";

/** A layout with its options, and the settings of an application that compiles it. */
export interface CompiledLayout {
  readonly name: string;
  readonly options: Omit<GenerateOptions, "version">;
  readonly settings?: ts.CompilerOptions;
  /** Whether `npm test` compiles it, too. */
  readonly inSuite?: true;
  /** Whether `npm run layouts` compiles it. Default: true. */
  readonly isCompiled?: boolean;
}

const bundler: ts.CompilerOptions = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };

export const compiledLayouts: readonly CompiledLayout[] = [
  { name: "source", options: { layout: "source" }, inSuite: true },
  {
    name: "source with everything, imports with .ts",
    options: {
      layout: "source",
      parts: ["class", "models", "functions", "testing"],
      importExtension: ".ts",
      entries: ["openapi"],
    },
    settings: { ...bundler, allowImportingTsExtensions: true },
    inSuite: true,
  },
  {
    name: "the class, imports without extension, as Next.js compiles it",
    options: { layout: "source", parts: ["class"], importExtension: "none" },
    settings: { ...bundler, target: ts.ScriptTarget.ES2017 },
    inSuite: true,
  },
  {
    name: "a shared runtime",
    options: { layout: "source", parts: ["class", "models", "functions", "testing"], runtimeFolder: "../runtime" },
  },
  { name: "functions", options: { layout: "source", parts: ["functions"] } },
  { name: "models", options: { layout: "source", parts: ["models"] } },
  { name: "testing", options: { layout: "source", parts: ["testing"] } },
  { name: "types", options: { layout: "types" } },
  {
    name: "types, imports with .ts",
    options: { layout: "types", importExtension: ".ts" },
    settings: { ...bundler, allowImportingTsExtensions: true },
  },
];

export const application = new Map([["package.json", '{ "type": "module" }']]);

/** What the settings of applications have beside those of packages. */
export const applicationSettings: ts.CompilerOptions = { noUnusedLocals: true, noUnusedParameters: true };

/** The errors of a compiler in a layout of a description; undefined where the description is refused. */
export async function errorsOfLayout(
  text: string,
  { options, settings = {} }: CompiledLayout,
): Promise<readonly string[] | undefined> {
  const { files } = await generate({ description: { name: "api.yaml", text }, options: { version: "1.0.0", ...options } });
  if (files.size === 0) return undefined;
  return typeErrors(files, application, { ...applicationSettings, ...settings });
}
