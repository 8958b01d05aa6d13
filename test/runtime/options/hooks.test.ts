import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import type { Hooks, RequestEvent } from "../../../templates/runtime/options/hooks.js";
import { path } from "../../../templates/runtime/values/path.js";
import { rejection, serve } from "../server.js";

const request = { method: "GET", path: path`/a/${"x"}`, query: { q: 1 } };

describe("hooks", () => {
  test("are called for every step in order, with one request object per attempt", async () => {
    const server = await serve({ status: 503 }, { status: 404, headers: { "x-rest": "9" } });
    const told: string[] = [];
    const attempts: RequestEvent[] = [];
    const hooks: Hooks = {
      onRequest: (event) => {
        attempts.push(event);
        told.push(`request ${event.attempt}: ${event.method} ${event.route} ${event.url.replace(server.url, "")}`);
      },
      onResponse: ({ request, status, headers, durationMs }) => {
        expect(request).toBe(attempts.at(-1));
        expect(durationMs).toSatisfy((ms: number) => ms > 0 && ms < 5000);
        told.push(`response: ${status} ${headers.get("x-rest") ?? ""}`);
      },
      onRetry: ({ request, error, delayMs }) => {
        expect(request).toBe(attempts.at(-1));
        expect(delayMs).toSatisfy((ms: number) => ms >= 0 && ms <= 1);
        told.push(`retry: ${String(error)}`);
      },
      onError: ({ request, error }) => {
        expect(request).toBe(attempts.at(-1));
        told.push(`error: ${String(error)}`);
      },
    };
    await rejection(createClient({ accessToken: "t", baseUrl: server.url, retry: { baseDelayMs: 1 }, ...hooks }).send(request));
    expect(told).toEqual([
      "request 1: GET /a/{1} /a/x?q=1",
      "response: 503 ",
      "retry: ApiError: 503 Service Unavailable: GET /a/x",
      "request 2: GET /a/{1} /a/x?q=1",
      "response: 404 9",
      "error: ApiError: 404 Not Found: GET /a/x",
    ]);
  });

  test("see no credentials, from options or from headers of the caller", async () => {
    const server = await serve({ status: 500 }, { json: {} });
    const events: unknown[] = [];
    const note = (event: unknown) => events.push(event);
    const hooks = { onRequest: note, onResponse: note, onRetry: note, onError: note };
    const client = createClient({ accessToken: "secret-1", baseUrl: server.url, retry: { baseDelayMs: 1 }, ...hooks });
    await client.send(request, { headers: { Cookie: "secret-2", Prefer: "shown", "X-Key": "secret-4" } });
    await client.send(request, { headers: { Authorization: "secret-3" } });
    const text = inspect(events, { depth: 20, showHidden: true });
    expect(text).not.toContain("secret");
    expect(text).toContain("shown");
    const received = server.seen.map(({ headers }) => [headers.authorization, headers.cookie, headers.prefer, headers["x-key"]]);
    expect(received).toEqual([
      ["Bearer secret-1", "secret-2", "shown", "secret-4"],
      ["Bearer secret-1", "secret-2", "shown", "secret-4"],
      ["secret-3", undefined, undefined, undefined],
    ]);
  });

  test("of the client are called before those of the call, and are awaited", async () => {
    const server = await serve({ json: {} });
    const told: string[] = [];
    const later = async ({ headers }: RequestEvent) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      headers.set("traceparent", "00-1");
      told.push("client");
    };
    const client = createClient({ accessToken: "t", baseUrl: server.url, onRequest: later });
    await client.send(request, { onRequest: () => told.push("call") });
    expect(told).toEqual(["client", "call"]);
    expect(server.seen[0]?.headers.traceparent).toBe("00-1");
  });

  test("add headers to one attempt only", async () => {
    const server = await serve({ status: 503 }, { json: {} });
    const onRequest = ({ headers, attempt }: RequestEvent) => headers.append("x-attempt", String(attempt));
    await createClient({ accessToken: "t", baseUrl: server.url, retry: { baseDelayMs: 1 }, onRequest }).send(request);
    expect(server.seen.map(({ headers }) => headers["x-attempt"])).toEqual(["1", "2"]);
  });

  test("that throw reject the call at once", async () => {
    const server = await serve({ json: {} });
    const reason = new Error("not today");
    const onRequest = () => {
      throw reason;
    };
    expect(await rejection(createClient({ accessToken: "t", baseUrl: server.url, onRequest }).send(request))).toBe(reason);
    expect(server.seen).toEqual([]);
  });

  test("that throw in onResponse close the connection", async () => {
    let closed = false;
    const server = await serve((response) => {
      response.on("close", () => (closed = true));
      response.writeHead(200).write("{");
    });
    const onResponse = () => {
      throw new Error("not this one");
    };
    await rejection(createClient({ accessToken: "t", baseUrl: server.url, onResponse }).send(request));
    await vi.waitFor(() => expect(closed).toBe(true));
  });

  test("are called for requests that were not sent", async () => {
    const told: unknown[] = [];
    const client = createClient({ accessToken: "t", onError: (event) => told.push(event) });
    const error = await rejection(client.send({ method: "GET", path: path`/a/${""}` }));
    expect(told).toEqual([{ request: undefined, error }]);
  });
});
