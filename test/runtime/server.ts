import { createServer } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished, vi } from "vitest";

/** A request as the server received it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Handler = (response: ServerResponse, request: IncomingMessage) => void;

/** A response of the server: JSON with a status, or a function that writes the response. */
export type Reply =
  | Handler
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly json?: unknown;
      readonly text?: string;
    };

export interface TestServer {
  readonly url: string;
  /** All requests received so far. */
  readonly seen: Seen[];
}

/** Starts a server on a free loopback port that sends these responses in order and repeats the last one. It stops with the test. */
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
  if (typeof reply === "function") {
    reply(response, request);
    return;
  }
  const { status = 200, headers = {}, json, text } = reply;
  const body = json === undefined ? (text ?? "") : JSON.stringify(json);
  response.writeHead(status, { ...(json !== undefined && { "content-type": "application/json" }), ...headers });
  response.end(body);
}

/** Never responds. */
export const neverRespond: Handler = () => undefined;

/** Closes the connection before a response. */
export const closeConnection: Handler = (response) => response.destroy();

/** Sends half a body. */
export const sendHalf: Handler = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write('{"a":');
};

/** Sends half a body and closes the connection. */
export const closeInBody: Handler = (response, request) => {
  sendHalf(response, request);
  setTimeout(() => response.destroy(), 20);
};

/** A port of this machine that no server listens on. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Counts, from now on and until the test ends, the timers that were started, keep the process alive, and have neither fired nor been
 * cleared. (The platform's own timers of kept connections do not keep it alive.)
 */
export function countTimers(): () => number {
  const live = new Set<NodeJS.Timeout>();
  const { setTimeout: start, clearTimeout: clear } = globalThis;
  const started = vi.spyOn(globalThis, "setTimeout").mockImplementation((run: () => void, milliseconds?: number) => {
    const timer = start(() => {
      live.delete(timer);
      run();
    }, milliseconds);
    live.add(timer);
    return timer;
  });
  const cleared = vi.spyOn(globalThis, "clearTimeout").mockImplementation((timer) => {
    live.delete(timer as NodeJS.Timeout);
    clear(timer);
  });
  onTestFinished(() => {
    started.mockRestore();
    cleared.mockRestore();
  });
  return () => [...live].filter((timer) => timer.hasRef()).length;
}

/** Waits for the error that a promise must be rejected with. */
export async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("The promise was expected to be rejected.");
}
