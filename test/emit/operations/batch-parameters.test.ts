import { expect, test } from "vitest";
import { typeErrors } from "../compile.js";
import { packageOf } from "../package-of.js";

const description = (...names: readonly string[]) => `openapi: 3.1.0
info: { title: Shop, version: "1" }
servers: [{ url: https://shop.example }]
paths:
${names.map(operation).join("\n")}
components:
  schemas:
    Part: { type: object, required: [id], properties: { id: { type: string }, tags: { type: array, items: { type: string } } } }
    Batch: { type: object, required: [inputs], properties: { inputs: { type: array, items: { $ref: "#/components/schemas/Part" } } } }
`;

const operation = (name: string) => `  /${name}:
    post:
      operationId: ${name}
      x-specloom-name: parts.${name}
      x-specloom-batch: { inputs: inputs, key: id, results: results, maximum: 100 }
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Batch" } } } }
      responses:
        "200":
          description: Done.
          content: { application/json: { schema: { type: object, properties: { results: { type: array, items: { $ref: "#/components/schemas/Part" } } } } } }`;

const nameOfRun = async (name: string) => {
  const { files } = await packageOf(description(name));
  const text = [...files].filter(([path]) => path.startsWith("src/operations/")).map(([, content]) => content).join("");
  return /export function (\w+)\([^)]*\boptions\?: BatchOptions/.exec(text)?.[1];
}; // prettier-ignore

test("the run beside an operation has a name that reads, also if the operation is named after many", async () => {
  expect(await nameOfRun("create")).toBe("createMany");
  expect(await nameOfRun("createMany")).toBe("createManyInBatches");
});

const consumer = `
import type { Sample } from "./src/index.js";
export async function use(api: Sample, inputs: readonly { readonly id: string }[]): Promise<void> {
  await api.parts.create({ inputs });
}
`;

test("lists of a named request body accept readonly arrays, as other parameters do", { timeout: 60_000 }, async () => {
  const { files, reported } = await packageOf(description("create"));
  expect(reported).toEqual([]);
  expect(typeErrors(files, new Map([["consumer.ts", consumer]]))).toEqual([]);
});
