import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { emitModels } from "../../generator/emit/types/model-declarations.js";
import { openapiTypes } from "../../generator/emit/openapi/openapi-types.js";
import { createPackageTypes } from "../../generator/emit/types/package-types.js";
import { toJson } from "../../generator/load/tree/json.js";
import { parse } from "../../generator/load/parse/parse.js";
import type { Api } from "../../generator/model/types/api.js";
import { buildApi } from "../../generator/model/build-api.js";
import type { PackagePlan } from "../../generator/plan/types/package-plan.js";
import { planPackage } from "../../generator/plan/plan.js";
import { resolve } from "../../generator/resolve/resolve.js";

/** The types that both programs made of one description, compiled together. */
export interface Programs {
  readonly api: Api;
  readonly checker: ts.TypeChecker;
  readonly pairs: readonly Pair[];
  /** The errors of the compiler in both files. */
  readonly compilerErrors: readonly string[];
}

/** Our type of a named schema, and that of the oracle. */
export interface Pair {
  readonly name: string;
  readonly direction: "request" | "response" | "both";
  readonly ours: ts.Type;
  readonly theirs: ts.Type;
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
};

const runtimeModule = "runtime/bodies/unknown-variant.ts";
const unknownVariant = readFileSync(path.join(import.meta.dirname, "../../templates", runtimeModule), "utf8");

/** Undefined if the description has no named schemas. */
export function programsOf(file: string, text: string): Programs | undefined {
  const ignore = (): void => undefined;
  const description = resolve(parse({ name: file, text }, ignore), [], ignore);
  const plan = planPackage(buildApi(description, ignore), { name: "sample", version: "1.0.0" }, ignore);
  if (plan.models.length === 0) return undefined;
  const texts = new Map([
    ["/models.ts", emitModels(plan, createPackageTypes(plan)).text],
    ["/openapi.ts", openapiTypes(toJson(description.root))],
    [`/${runtimeModule}`, unknownVariant],
  ]);
  const program = ts.createProgram(["/models.ts", "/openapi.ts"], options, host(texts));
  const checker = program.getTypeChecker();
  const compilerErrors = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
  return { api: plan.api, checker, pairs: pairsOf(plan, program, checker), compilerErrors };
}

function pairsOf(plan: PackagePlan, program: ts.Program, checker: ts.TypeChecker): readonly Pair[] {
  const ours = exportsOf("/models.ts", program, checker);
  const theirs = oracleTypes(program, checker);
  return plan.models.flatMap(({ name, key, direction }) => {
    const symbol = ours.get(name);
    const schema = /^\/components\/schemas\/([^/]+)$/.exec(key)?.[1]?.replaceAll("~1", "/").replaceAll("~0", "~");
    const oracle = schema === undefined ? undefined : theirs.get(schema);
    return symbol === undefined || oracle === undefined
      ? []
      : [{ name, direction, ours: checker.getDeclaredTypeOfSymbol(symbol), theirs: oracle }];
  });
}

/** The members of `components["schemas"]`. */
function oracleTypes(program: ts.Program, checker: ts.TypeChecker): ReadonlyMap<string, ts.Type> {
  const components = exportsOf("/openapi.ts", program, checker).get("components");
  const schemas = components && checker.getPropertyOfType(checker.getDeclaredTypeOfSymbol(components), "schemas");
  const properties = schemas === undefined ? [] : checker.getPropertiesOfType(checker.getTypeOfSymbol(schemas));
  return new Map(properties.map((property) => [property.name, checker.getTypeOfSymbol(property)]));
}

function exportsOf(file: string, program: ts.Program, checker: ts.TypeChecker): ReadonlyMap<string, ts.Symbol> {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  return new Map((module ? checker.getExportsOfModule(module) : []).map((symbol) => [symbol.name, symbol]));
}

const libraries = new Map<string, ts.SourceFile | undefined>();

function host(texts: ReadonlyMap<string, string>): ts.CompilerHost {
  const real = ts.createCompilerHost(options);
  return {
    ...real,
    getCurrentDirectory: () => "/",
    fileExists: (name) => texts.has(name),
    directoryExists: (name) => [...texts.keys()].some((file) => file.startsWith(name.endsWith("/") ? name : `${name}/`)),
    readFile: (name) => texts.get(name),
    getSourceFile(name, version) {
      const text = texts.get(name);
      if (text !== undefined) return ts.createSourceFile(name, text, version);
      if (!libraries.has(name)) libraries.set(name, real.getSourceFile(name, version));
      return libraries.get(name);
    },
  };
}
