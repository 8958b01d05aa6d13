import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import path from "node:path";

/** A Prism server, which validates every request against the description and responds with 4xx to an invalid one. */
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
  let output = "";
  await new Promise<void>((resolve, reject) => {
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("Prism is listening")) resolve();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("exit", (code) => reject(new Error(`Prism ended with ${String(code)}:\n${output}`)));
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
