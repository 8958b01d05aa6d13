import { build } from "esbuild";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { generate } from "../../generator/generate.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import { createClient } from "../../templates/runtime/call/client.js";
import { path } from "../../templates/runtime/values/path.js";
import { serve } from "../runtime/server.js";
import { fencesOf } from "./fences.js";

/** The overlay and the `fetch` of docs/long-integers.md, unchanged. */

const page = readFileSync(join(import.meta.dirname, "../../docs/long-integers.md"), "utf8");
const [overlay, recipe] = fencesOf(page).map(({ code }) => code);

const description = `openapi: 3.1.0
info: { title: Posts, version: "1" }
servers: [{ url: https://posts.example.com }]
paths:
  /posts/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer, format: int64 } }]
      responses: { "200": { description: A post., content: { application/json: { schema: { $ref: "#/components/schemas/Post" } } } } }
components:
  schemas:
    Post: { type: object, required: [id, likes], properties: { id: { type: integer, format: int64 }, likes: { type: integer } } }
`;

test("the overlay turns only the long integers into strings", async () => {
  const built = await generate({
    description: { name: "posts.yaml", text: description },
    overlays: [{ name: "overlay.yaml", text: overlay ?? "" }],
    templates: await readTemplates(),
    options: { name: "posts", version: "1.0.0" },
  });
  expect(built.diagnostics.filter(({ severity }) => severity !== "note")).toEqual([]);
  const models = built.files.get("src/models.ts") ?? "";
  expect(models).toMatch(/id: string;/);
  expect(models).toMatch(/likes: number;/);
});

test("the fetch keeps every digit of long integers, and changes nothing else", async () => {
  const folder = mkdtempSync(join(tmpdir(), "long-integers-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "recipe.ts"), recipe ?? "");
  const outfile = join(folder, "recipe.mjs");
  await build({ entryPoints: [join(folder, "recipe.ts")], outfile });
  const { exactFetch } = (await import(pathToFileURL(outfile).href)) as { exactFetch: typeof fetch };
  const text = String.raw`{"id":9007199254740993,"minus":-12345678901234567890,"likes":7,"pi":3.14159265358979323846,"big":1e20,"bigger":12345678901234567890e2,"said":"\"9007199254740993\" \\","list":[9007199254740993]}`;
  const server = await serve({ headers: { "content-type": "application/json" }, text });
  const client = createClient({ accessToken: "t", baseUrl: server.url, fetch: exactFetch });
  expect(await client.send({ method: "GET", path: path`/posts/${"9007199254740993"}` })).toEqual({
    id: "9007199254740993",
    minus: "-12345678901234567890",
    likes: 7,
    pi: Math.PI,
    big: 1e20,
    bigger: 1.234567890123456789e21,
    said: String.raw`"9007199254740993" \ `.trim(),
    list: ["9007199254740993"],
  });
});
