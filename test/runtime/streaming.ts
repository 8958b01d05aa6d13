import { createClient } from "../../templates/runtime/call/client.js";
import type { ClientOptions, RequestOptions } from "../../templates/runtime/options/options.js";
import { path } from "../../templates/runtime/values/path.js";
import type { ApiRequest, ResponseReader } from "../../templates/runtime/call/api-request.js";
import type { ItemStream } from "../../templates/runtime/streams/item-stream.js";
import { serve } from "./server.js";
import type { Handler, Reply, TestServer } from "./server.js";

/** What follows the chunks of a response: its end, a closed connection, or nothing. */
type Ending = "end" | "cut" | "stay";

/** Sends a response in chunks, each in a packet of its own. */
export function inPieces(type: string, pieces: readonly (string | Uint8Array)[], ending: Ending = "end"): Handler {
  return (response) => {
    response.writeHead(200, { "content-type": type }).flushHeaders();
    void (async () => {
      for (const piece of pieces) {
        response.write(piece);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      if (ending === "end") response.end();
      if (ending === "cut") response.destroy();
    })();
  };
}

/** Counts the responses that were closed before their end. */
export function countClosed(handler: Handler): { readonly handler: Handler; readonly closed: () => number } {
  let closed = 0;
  return {
    handler(response, request) {
      response.on("close", () => (closed += response.writableFinished ? 0 : 1));
      handler(response, request);
    },
    closed: () => closed,
  };
}

export interface Streaming {
  readonly server: TestServer;
  readonly stream: (
    options?: ClientOptions,
    request?: Partial<ApiRequest>,
    call?: RequestOptions,
  ) => Promise<ItemStream<unknown>>;
}

/** A server with these responses, and an operation that reads them as a stream. */
export async function streaming(read: ResponseReader, ...replies: readonly Reply[]): Promise<Streaming> {
  const server = await serve(...replies);
  return {
    server,
    stream: (options, request, call) =>
      createClient({ accessToken: "t", baseUrl: server.url, retry: { baseDelayMs: 1 }, ...options }).send<
        ItemStream<unknown>,
        unknown
      >({ method: "GET", path: path`/a`, read, ...request }, call),
  };
}

/** All items of a stream, followed by the error that it threw. */
export async function itemsOf(stream: AsyncIterable<unknown>): Promise<unknown[]> {
  const items: unknown[] = [];
  try {
    for await (const item of stream) items.push(item);
  } catch (error) {
    items.push(error);
  }
  return items;
}
