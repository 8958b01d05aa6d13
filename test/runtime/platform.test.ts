import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "platform-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function bundled(contents: string, platform: "browser" | "node"): Promise<string> {
  const resolveDir = join(import.meta.dirname, "../../templates/runtime");
  const format = platform === "browser" ? "iife" : "esm";
  const stdin = { contents, resolveDir };
  const options = { stdin, bundle: true, platform, format, globalName: "api", target: "es2022", write: false } as const;
  const { outputFiles } = await build(options);
  return outputFiles[0]?.text ?? "";
}

/** The globals that browsers, workers, Deno and Bun have in common. */
const webGlobals = [
  ...["AbortController", "AbortSignal", "Blob", "FormData", "Headers", "ReadableStream", "Response", "TextDecoder"],
  ...["TextEncoder", "TransformStream", "URL", "URLSearchParams", "btoa", "clearTimeout", "crypto", "performance", "setTimeout"],
] as const;

test("the runtime needs nothing that only Node has", async () => {
  const names = [
    "call/client",
    "values/path",
    "limits/create-rate-limiter",
    "credentials/oauth",
    "credentials/http-authentication",
    "credentials/api-key",
    "values/query-styles",
    "pages/pages",
    "values/random-uuid",
  ];
  const program = names.map((name) => `export * from "./${name}.js";`).join("\n");
  const script = `${await bundled(program, "browser")}
    api.createClient({ accessToken: "t", fetch: send }).send({ operation: "get", method: "GET", path: api.path\`/a\` });`;
  const globals = Object.fromEntries(webGlobals.map((name): [string, unknown] => [name, globalThis[name]]));
  const sent: unknown[] = [];
  const send = (url: string) => {
    sent.push(url);
    return Promise.resolve(Response.json({ here: true }));
  };
  expect(await runInContext(script, createContext({ ...globals, send }))).toEqual({ here: true });
  expect(sent).toEqual(["https://api.example.com/a"]);
});

/** Ten thousand calls over real sockets: successes, failures that are retried, aborted and timed out ones. */
const calls = `
import { createServer } from "node:http";
import { createClient } from "./call/client.js";
import { path } from "./values/path.js";

let open = 0;
const server = createServer((request, response) => {
  if (request.url === "/stall") return;
  response.writeHead(request.url === "/fail" ? 503 : 200, { "content-type": "application/json" }).end('{"a":1}');
});
server.on("connection", (socket) => { open++; socket.on("close", () => open--); });
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const { signal } = new AbortController();
const client = createClient({ accessToken: "t", baseUrl: "http://127.0.0.1:" + server.address().port, signal, retry: { baseDelayMs: 0.1 } });
async function many(count) {
  for (let done = 0; done < count; done += 20) {
    const batch = Array.from({ length: 20 }, (_, index) => client.send({ operation: "get", method: "GET", path: index ? path\`/ok\` : path\`/fail\` }).catch(() => {}));
    if (done % 400 === 0) {
      batch.push(client.send({ operation: "get", method: "GET", path: path\`/stall\` }, { timeoutMs: 2, retry: false }).catch(() => {}));
      batch.push(client.send({ operation: "get", method: "GET", path: path\`/stall\` }, { signal: AbortSignal.abort() }).catch(() => {}));
    }
    await Promise.all(batch);
  }
  globalThis.gc();
  await new Promise((resolve) => setTimeout(resolve, 10));
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
const before = await many(2000);
const after = await many(8000);
const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
console.log(JSON.stringify({ grown: after - before, open, timers }));
process.exit();
`;

test("10,000 calls leak no memory, no timers and no sockets", async () => {
  const file = join(folder, "calls.mjs");
  writeFileSync(file, await bundled(calls, "node"));
  const told = execFileSync(process.execPath, ["--expose-gc", file], { encoding: "utf8" });
  const { grown, open, timers } = JSON.parse(told) as { grown: number; open: number; timers: number };
  // A leak of one small object per call would be some hundred bytes; of a response or a signal, far more.
  expect(grown / 8000).toBeLessThan(60);
  // At most twenty-two calls are in flight at a time; some sockets of aborted ones may still be closing.
  expect(open).toBeLessThanOrEqual(32);
  // The platform's own timer, which closes idle connections.
  expect(timers).toBeLessThanOrEqual(2);
}, 60_000);
