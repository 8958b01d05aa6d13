import { expect, test } from "vitest";
import { generate } from "../../../generator/generate.js";
import { nameOverlay } from "../../../generator/emit/inspect/name-overlay.js";
import { readTemplates } from "../../../generator/load/read/read-templates.js";
import { resourcesOf } from "../../../generator/plan/client/plan-resources.js";
import { typeErrors } from "../compile.js";

/* Names of all scripts, from the description to compiled code. */

const operation = (id: string, schema: string, parameter: string) => `
    get:
      operationId: ${JSON.stringify(id)}
      parameters: [{ name: ${JSON.stringify(parameter)}, in: query, schema: { type: string } }]
      responses: { 200: { description: "", content: { application/json: { schema: { $ref: ${JSON.stringify(`#/components/schemas/${schema}`)} } } } } }`;

const description = `openapi: 3.1.0
info: { title: Größen, version: v }
security: [{ ключ: [] }]
paths:
  /größen:${operation("listeGrößen", "Größe", "ä")}
  /заказы:${operation("получитьЗаказы", "Заказ", "номер")}
  /用户:${operation("获取用户", "用户", "编号")}
  /pay:${operation("p\u0430y", "P\u0430y", "p\u0430y")}
  /رسائل:${operation("رسائل", "رسالة", "رقم")}
components:
  securitySchemes: { ключ: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Größe: { type: object, properties: { größe: { type: number } } }
    Заказ: { type: object, properties: { номер: { type: string } } }
    用户: { type: object, properties: { 编号: { type: string } } }
    "P\u0430y": { type: object, properties: { "p\u0430y": { type: string } } }
    رسالة: { type: object, properties: { رقم: { type: string } } }
`;

async function packageWith(overlays: readonly string[]) {
  const options = { name: "letters", version: "1.0.0", entries: ["openapi"] as const };
  const texts = overlays.map((text, index) => ({ name: `overlay${index}.json`, text }));
  const input = {
    description: { name: "api.yaml", text: description },
    overlays: texts,
    templates: await readTemplates(),
    options,
  };
  const { files, plan, diagnostics } = await generate(input);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (plan === undefined) throw new Error("There is a plan.");
  return { files, plan };
}

test("letters of all scripts are kept in identifiers, and file names are ASCII", async () => {
  const { files, plan } = await packageWith([]);
  expect(typeErrors(files)).toEqual([]);
  const models = [...(files.get("src/models.ts") ?? "").matchAll(/^export interface (\S+)/gmu)].map(([, name]) => name);
  expect(models).toEqual(["Größe", "Pay", "Заказ", "رسالة", "用户"]);
  expect(resourcesOf(plan.resource).map(({ path }) => path.join("."))).toContain("größen");
  expect(plan.credentials.map(({ option }) => option)).toEqual(["ключ"]);
  for (const file of files.keys()) expect(file).toMatch(/^[ -~]+$/);
  expect([...files.keys()]).toContain("src/operations/grossen.ts");
});

test("an overlay keeps such names", async () => {
  const { plan, files } = await packageWith([]);
  const again = await packageWith([nameOverlay(plan, "api.yaml").text]);
  expect(again.files).toEqual(files);
});
