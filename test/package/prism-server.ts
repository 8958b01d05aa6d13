import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import path from "node:path";

/** Prism, which holds every request against the description and answers 4xx where it does not fit. */
export interface Prism {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startPrism(description: string): Promise<Prism> {
  const port = String(await freePort());
  const entry = createRequire(import.meta.url).resolve("@stoplight/prism-cli");
  const args = [entry, "mock", "--errors", "--host", "127.0.0.1", "--port", port, path.resolve(description)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  await listening(child);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}

async function listening(child: ChildProcess): Promise<void> {
  let told = "";
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      told += chunk.toString();
      if (told.includes("Prism is listening")) resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.on("exit", (code) => reject(new Error(`Prism ended with ${String(code)}:\n${told}`)));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
