import { createServer } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** A request as it came over the socket. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Handler = (response: ServerResponse, request: IncomingMessage) => void;

/** What a server answers with: JSON with a status, or whatever the function writes. */
export type Reply = Handler | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly json?: unknown; readonly text?: string };

export interface TestServer {
  readonly url: string;
  /** Every request so far. */
  readonly seen: Seen[];
}

/** Starts a server on a free loopback port that gives these replies in turn, the last one for ever; it ends with the test. */
export async function serve(...replies: readonly Reply[]): Promise<TestServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const reply = replies[Math.min(seen.length, replies.length - 1)] ?? {};
    const record = { method: request.method ?? "", url: request.url ?? "", headers: request.headers };
    const entry = { ...record, body: "" };
    seen.push(entry);
    void text(request).then((body) => {
      entry.body = body;
      answer(reply, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function answer(reply: Reply, response: ServerResponse, request: IncomingMessage): void {
  if (typeof reply === "function") return reply(response, request);
  const { status = 200, headers = {}, json, text } = reply;
  const body = json === undefined ? (text ?? "") : JSON.stringify(json);
  response.writeHead(status, { ...(json !== undefined && { "content-type": "application/json" }), ...headers });
  response.end(body);
}

/** Answers never. */
export const stall: Handler = () => undefined;

/** Cuts the connection before an answer. */
export const hangUp: Handler = (response) => response.destroy();

/** Sends half a body. */
export const half: Handler = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write('{"a":');
};

/** Sends half a body and cuts the connection. */
export const cutInBody: Handler = (response, request) => {
  half(response, request);
  setTimeout(() => response.destroy(), 20);
};

/** Waits for the error that a promise must be rejected with. */
export async function failure(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("The promise was expected to be rejected.");
}
