import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { BodyWriter } from "../../templates/runtime/bodies/body.js";
import { createClient } from "../../templates/runtime/call/client.js";
import type { RequestOptions } from "../../templates/runtime/options/options.js";
import { path } from "../../templates/runtime/values/path.js";

/** Sends a body to a server that reads all of it before it responds. */
export async function sendUp(
  body: BodyWriter | undefined,
  options: RequestOptions = {},
  seen: (bytes: Uint8Array) => void = () => undefined,
): Promise<unknown> {
  const server = createServer((request, response) => {
    request.on("data", seen);
    request.on("end", () => response.end());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return createClient({ accessToken: "t", baseUrl }).send({ method: "PUT", path: path`/a`, body }, options);
}

const chunk = new Uint8Array(2 ** 18).fill(120);

/** Streams a number of bytes, a multiple of 256 KB, to a server, and returns how far the source was ahead of it at most. */
export async function measureUpload(
  length: number,
  writer: (chunks: AsyncIterable<Uint8Array>) => BodyWriter | undefined,
): Promise<{ readonly received: number; readonly farthest: number; readonly mostMemory: number }> {
  const before = process.memoryUsage.rss();
  const most = { ahead: 0, memory: 0 };
  let given = 0;
  let received = 0;
  async function* chunks() {
    for (; given < length; given += chunk.length) yield await Promise.resolve(chunk);
  }
  await sendUp(writer(chunks()), { timeoutMs: Infinity }, (bytes) => {
    received += bytes.length;
    most.ahead = Math.max(most.ahead, given - received);
    most.memory = Math.max(most.memory, process.memoryUsage.rss() - before);
  });
  return { received, farthest: most.ahead, mostMemory: most.memory };
}
