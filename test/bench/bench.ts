import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { printTimes } from "./times.js";

/**
 * `npm run bench`: compares the time and size of the package with a plain `fetch` and `JSON.parse`. `npm run bench -- 400` gives the number of
 * rounds; the default is 200.
 */

const [rounds = "200"] = process.argv.slice(2);

async function printSizes(): Promise<void> {
  const generated = join(import.meta.dirname, "../../generated/src");
  await printSize(
    "this package: one operation",
    'export { createClient, isApiError } from "./client.js"; export { update } from "./operations/batch.js";',
    generated,
  );
  await printSize("this package: everything", 'export * from "./index.js";', generated);
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    for (const peer of ["openapi-fetch@0.14.0", "@hey-api/client-fetch@0.13.1"]) await printPeerSize(peer, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Other clients, which have neither retries, rate limits nor timeouts. They are installed for this run only. */
async function printPeerSize(peer: string, folder: string): Promise<void> {
  try {
    execFileSync("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", peer], {
      stdio: "ignore",
    });
  } catch {
    console.log(`${peer}: could not be installed`);
    return;
  }
  await printSize(peer, `export * from ${JSON.stringify(peer.replace(/@[^@]*$/, ""))};`, folder);
}

async function printSize(name: string, contents: string, resolveDir: string): Promise<void> {
  const stdin = { contents, resolveDir };
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: "esm", target: "es2022", write: false });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  console.log(`${name.padEnd(32)} ${gzipSync(bytes, { level: 9 }).length} bytes gzip, ${bytes.length} minified`);
}

await printTimes(Number(rounds));
await printSizes();
