import { build } from "esbuild";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { packageOf } from "../emit/package-of.js";

/** An API without special features: a server, a bearer token, and one operation that sends and receives JSON. */
const plain = `
openapi: 3.1.0
info: { title: Notes, version: "1" }
servers: [{ url: https://notes.example.com }]
security: [{ token: [] }]
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
paths:
  /notes/{id}:
    put:
      x-specloom-name: update
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { text: { type: string } } } } } }
      responses: { "200": { description: Done, content: { application/json: { schema: { type: object } } } } }
`;

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "size-"));
afterAll(() => rmSync(folder, { recursive: true }));

// The size is the same on every machine, so the bound is tight. Raise it only for a feature that is worth it.
test.each([
  { name: "a plain API", source: await written(), operation: "./operations/index.js", most: 7540 },
  {
    name: "an API with versions, limits, OAuth and retries of its own",
    source: join(root, "generated/src"),
    operation: "./operations/batch.js",
    most: 10_000,
  },
])("one operation of $name, with retries, timeouts and typed errors", async ({ name, source, operation, most }) => {
  // A minimal program: one operation, and the type guard of its errors.
  const program = `export { createClient, isApiError } from "./client.js"; export { update } from ${JSON.stringify(operation)};`;
  const { bytes, modules } = await bundled(program, source);
  const zipped = gzipSync(bytes, { level: 9 }).length;
  console.log(`${name}: ${zipped} bytes gzip, ${bytes.length} minified\n${modules}`);
  expect(zipped).toBeGreaterThan(1000);
  expect(zipped).toBeLessThanOrEqual(most);
});

async function written(): Promise<string> {
  const { files } = await packageOf(plain);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return join(folder, "src");
}

async function bundled(contents: string, resolveDir: string): Promise<{ bytes: Uint8Array; modules: string }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    metafile: true,
  });
  const shares = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const rows = shares
    .map(([path, { bytesInOutput }]) => ({ path: path.slice(path.lastIndexOf("/") + 1), bytesInOutput }))
    .filter(({ bytesInOutput }) => bytesInOutput > 0)
    .sort((a, b) => b.bytesInOutput - a.bytesInOutput);
  const modules = rows.map(({ path, bytesInOutput }) => `${String(bytesInOutput).padStart(6)}  ${path}`).join("\n");
  return { bytes: outputFiles[0]?.contents ?? new Uint8Array(), modules };
}
