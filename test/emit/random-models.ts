import { emitModels } from "../../generator/emit/types/model-declarations.js";
import { runtimeFiles } from "../../generator/emit/text/runtime.js";
import { createPackageTypes } from "../../generator/emit/types/package-types.js";
import { parse } from "../../generator/load/parse/parse.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import { buildApi } from "../../generator/model/build-api.js";
import type { Files } from "../../generator/files.js";
import { planPackage } from "../../generator/plan/plan.js";
import { resolve } from "../../generator/resolve/resolve.js";

/** The models of some schemas, each used in a request and a response. Diagnostics are ignored. */
export function modelsOf(schemas: object): string {
  const content = (name: string) => ({ content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } });
  const paths = Object.fromEntries(
    Object.keys(schemas).map((name) => [
      `/${name}`,
      { put: { requestBody: content(name), responses: { 200: { description: "ok", ...content(name) } } } },
    ]),
  );
  const text = JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths, components: { schemas } });
  const ignore = (): void => undefined;
  const plan = planPackage(
    buildApi(resolve(parse({ name: "random.json", text }, ignore), [], ignore), ignore),
    { name: "t", version: "1.0.0" },
    ignore,
  );
  return emitModels(plan, createPackageTypes(plan)).text;
}

/** The modules that models may import. */
export async function aroundModels(): Promise<Files> {
  const runtime = runtimeFiles(["runtime/bodies/unknown-variant"], await readTemplates());
  return new Map([
    ["package.json", `{ "type": "module" }`],
    ...[...runtime].map(([module, text]) => [`src/${module}.ts`, text] as const),
  ]);
}
