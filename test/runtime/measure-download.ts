import { createHash } from "node:crypto";
import { expect } from "vitest";
import { createClient } from "../../templates/runtime/call/client.js";
import { path } from "../../templates/runtime/values/path.js";
import { asResponse } from "../../templates/runtime/streams/raw-response.js";
import { serve } from "./server.js";

const chunk = Buffer.alloc(2 ** 18, "specloom");

/** Streams a number of bytes, a multiple of 256 KB, from a server, and returns how far the server was ahead of the reader at most. */
export async function measureDownload(length: number): Promise<{ readonly farthest: number; readonly mostMemory: number }> {
  let sent = 0;
  const server = await serve((response) => {
    response.writeHead(200, { "content-type": "application/octet-stream", "content-length": length });
    const write = (): void => {
      for (let goesOn = true; goesOn && sent < length; sent += chunk.length) goesOn = response.write(chunk);
      if (sent < length) response.once("drain", write);
      else response.end();
    };
    write();
  });
  const { body } = await asResponse(
    createClient({ accessToken: "t", baseUrl: server.url }).send({ method: "GET", path: path`/a` }),
  );
  const [hash, want] = [createHash("sha256"), createHash("sha256")];
  const [before, most] = [process.memoryUsage().rss, { ahead: 0, memory: 0 }];
  let received = 0;
  const stream: AsyncIterable<Uint8Array> | null = body;
  for await (const bytes of stream ?? []) {
    hash.update(bytes);
    received += bytes.length;
    most.ahead = Math.max(most.ahead, sent - received);
    most.memory = Math.max(most.memory, process.memoryUsage.rss() - before);
  }
  for (let hashed = 0; hashed < length; hashed += chunk.length) want.update(chunk);
  expect([received, hash.digest("hex")]).toEqual([length, want.digest("hex")]);
  return { farthest: most.ahead, mostMemory: most.memory };
}
