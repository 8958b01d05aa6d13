import { build } from "esbuild";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/**
 * `npm run bench`: what the package costs beside a bare `fetch` and `JSON.parse`, in time and in bytes. What is measured is JavaScript, as
 * programs run it, and the service is a process of its own. `npm run bench -- 400` says how many rounds; 200 unless it does.
 */

const [rounds = "200"] = process.argv.slice(2);

/** A script of this folder and what it imports as JavaScript, so that nothing is translated while it runs. */
async function script(name: string, folder: string): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  const entryPoints = [join(import.meta.dirname, `${name}.ts`)];
  await build({ entryPoints, outfile, bundle: true, format: "esm", platform: "node", target: "es2022" });
  return outfile;
}

async function tellTimes(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const service = spawn(process.execPath, [await script("call-service", folder)], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(service.stdout, "data")) as [Buffer];
    execFileSync(process.execPath, [await script("call-client", folder), String(line).trim(), rounds], { stdio: "inherit" });
  } finally {
    service.kill();
    rmSync(folder, { recursive: true });
  }
}

async function tellSizes(): Promise<void> {
  const generated = join(import.meta.dirname, "../../generated/src");
  await tellSize(
    "this package: one operation",
    'export { createClient, isApiError } from "./client.js"; export { update } from "./operations/batch.js";',
    generated,
  );
  await tellSize("this package: everything", 'export * from "./index.js";', generated);
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    for (const peer of ["openapi-fetch@0.14.0", "@hey-api/client-fetch@0.13.1"]) await tellPeer(peer, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Peers that do neither retry, limit nor time out; installed for this run alone. */
async function tellPeer(peer: string, folder: string): Promise<void> {
  try {
    execFileSync("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", peer], {
      stdio: "ignore",
    });
  } catch {
    console.log(`${peer}: could not be installed`);
    return;
  }
  await tellSize(peer, `export * from ${JSON.stringify(peer.replace(/@[^@]*$/, ""))};`, folder);
}

async function tellSize(name: string, contents: string, resolveDir: string): Promise<void> {
  const stdin = { contents, resolveDir };
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: "esm", target: "es2022", write: false });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  console.log(`${name.padEnd(32)} ${gzipSync(bytes, { level: 9 }).length} bytes gzip, ${bytes.length} minified`);
}

await tellTimes();
await tellSizes();
