import { build } from "esbuild";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

/** What somebody who counts bytes writes: one operation, and the guard of its errors. */
const program = `
  import { createClient } from "./client.js";
  import { isApiError } from "./api-error.js";
  import { path } from "./path.js";
  export { createClient, isApiError };
  export function update(client, params, options) {
    return client.send({ method: "POST", path: path\`/things/v3/batch/update\`, body: params, idempotent: true }, options);
  }
`;

test("one operation with retries, timeouts and typed errors stays small", async () => {
  const resolveDir = new URL("../../templates/runtime/", import.meta.url).pathname;
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  const bundle = outputFiles[0]?.contents ?? new Uint8Array();
  const zipped = gzipSync(bundle, { level: 9 }).length;
  console.log(`one operation: ${bundle.length} bytes minified, ${zipped} bytes gzip`);
  expect(zipped).toBeGreaterThan(1000);
  expect(zipped).toBeLessThan(4800);
});
