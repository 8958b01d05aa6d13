import { describe, expect, test } from "vitest";
import { api } from "../../../templates/runtime/api.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import type { RetryOptions } from "../../../templates/runtime/options/options.js";
import { path } from "../../../templates/runtime/values/path.js";
import { readRetryAfter } from "../../../templates/runtime/retries/retry-after.js";
import { retryDelay } from "../../../templates/runtime/retries/retry.js";
import { TimeoutError } from "../../../templates/runtime/errors/timeout-error.js";
import { ApiError } from "../../../templates/runtime/errors/api-error.js";
import { ConnectionError } from "../../../templates/runtime/errors/connection-error.js";
import { closedPort, closeInBody, rejection, closeConnection, serve, neverRespond } from "../server.js";
import type { Reply } from "../server.js";

const quick: RetryOptions = { baseDelayMs: 1 };

describe("whether a request is sent again", () => {
  const after: Readonly<Record<string, string>> = { "retry-after": "0" };
  const daily = { policyName: "DAILY" };
  // RFC 9110, section 9.2.2, for the methods.
  // prettier-ignore: aligned for reading. `sent` is the number of requests to a service that always fails in the same way.
  const rows: readonly { name: string; method: string; idempotent?: boolean; reply: Reply; sent: number }[] = [
    { name: "a status that is not retryable", method: "GET", reply: { status: 404 }, sent: 1 },
    { name: "a retryable status, GET", method: "GET", reply: { status: 502 }, sent: 3 },
    { name: "HEAD", method: "HEAD", reply: { status: 500 }, sent: 3 },
    { name: "PUT", method: "PUT", reply: { status: 500 }, sent: 3 },
    { name: "DELETE", method: "DELETE", reply: { status: 504 }, sent: 3 },
    { name: "OPTIONS", method: "OPTIONS", reply: { status: 504 }, sent: 3 },
    { name: "POST that may have been processed", method: "POST", reply: { status: 500 }, sent: 1 },
    { name: "PATCH that may have been processed", method: "PATCH", reply: { status: 503 }, sent: 1 },
    { name: "POST that is idempotent", method: "POST", idempotent: true, reply: { status: 500 }, sent: 3 },
    { name: "PUT that is not idempotent", method: "PUT", idempotent: false, reply: { status: 500 }, sent: 1 },
    { name: "429, POST", method: "POST", reply: { status: 429 }, sent: 3 },
    { name: "503 with Retry-After, GET", method: "GET", reply: { status: 503, headers: after }, sent: 3 },
    { name: "503 with Retry-After, POST", method: "POST", reply: { status: 503, headers: after }, sent: 1 },
    { name: "502 with Retry-After, POST", method: "POST", reply: { status: 502, headers: after }, sent: 1 },
    { name: "a 429 that is not retryable by its body", method: "GET", reply: { status: 429, json: daily }, sent: 1 },
    { name: "a status the API does not list", method: "GET", reply: { status: 408 }, sent: 1 },
    { name: "a closed connection, GET", method: "GET", reply: closeConnection, sent: 3 },
    { name: "a closed connection, POST", method: "POST", reply: closeConnection, sent: 1 },
    { name: "a closed connection, idempotent POST", method: "POST", idempotent: true, reply: closeConnection, sent: 3 },
    { name: "a truncated body, GET", method: "GET", reply: closeInBody, sent: 3 },
    { name: "a truncated body, POST", method: "POST", reply: closeInBody, sent: 1 },
    { name: "no response, GET", method: "GET", reply: neverRespond, sent: 3 },
    { name: "no response, POST", method: "POST", reply: neverRespond, sent: 1 },
    {
      name: "a successful response with invalid JSON",
      method: "GET",
      reply: { headers: { "content-type": "application/json" }, text: "{" },
      sent: 1,
    },
  ];
  test.each(rows)("$name", async ({ method, idempotent, reply, sent }) => {
    const server = await serve(reply);
    const client = createClient({
      accessToken: "t",
      baseUrl: server.url,
      retry: quick,
      timeoutMs: reply === neverRespond ? 80 : 10_000,
    });
    const error = await rejection(client.send({ method, path: path`/a`, idempotent }));
    expect(error).toMatchObject({ attempts: sent });
    expect(server.seen.map((seen) => seen.method)).toEqual(new Array(sent).fill(method));
  });

  test("a refused connection is retried and reported", async () => {
    const client = createClient({ accessToken: "t", baseUrl: `http://127.0.0.1:${await closedPort()}`, retry: quick });
    const error = await rejection(client.send({ method: "GET", path: path`/a` }));
    expect(String(error)).toBe("ConnectionError: Connection failed: GET /a: ECONNREFUSED");
    expect(error).toMatchObject({ method: "GET", path: "/a", attempts: 3 });
  });

  test.each([
    { retry: false as const, sent: 1 },
    { retry: { attempts: 1 }, sent: 1 },
    { retry: { ...quick, attempts: 5 }, sent: 5 },
    { retry: { ...quick, attempts: undefined }, sent: 3 },
    { retry: { ...quick, attempts: 0 }, sent: 1 },
  ])("$retry", async ({ retry, sent }) => {
    const server = await serve({ status: 500 });
    await rejection(
      createClient({ accessToken: "t", baseUrl: server.url, retry: quick }).send({ method: "GET", path: path`/a` }, { retry }),
    );
    expect(server.seen).toHaveLength(sent);
  });

  test("the same body is sent again, and the last response is returned", async () => {
    const server = await serve({ status: 429 }, { status: 423 }, { json: { done: true } });
    const request = { method: "POST", path: path`/a`, body: { n: 1 } };
    expect(await createClient({ accessToken: "t", baseUrl: server.url, retry: quick }).send(request)).toEqual({ done: true });
    expect(server.seen.map(({ body }) => body)).toEqual(['{"n":1}', '{"n":1}', '{"n":1}']);
  });
});

describe("the delay", () => {
  const answer = (status: number, headers: Record<string, string> = {}) =>
    new ApiError({
      ...sent,
      status,
      statusText: "",
      headers: new Headers(headers),
      text: "",
      body: undefined,
      retryable: true,
      retryAfterMs: readRetryAfter(status, new Headers(headers)),
    });
  const sent = { operation: "get", method: "GET", path: "/a", attempts: 1 };
  const lost = new ConnectionError(sent, new Error("lost"));
  const late = (limit: "timeoutMs" | "deadlineMs") => new TimeoutError(sent, limit, 50);
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();

  // RFC 9110, section 10.2.3, for Retry-After, and section 5.6.7 for its dates.
  // prettier-ignore: aligned for reading. Without an upper bound: there is no further attempt.
  const rows: readonly {
    name: string;
    error: () => Error;
    attempt?: number;
    options?: RetryOptions;
    from?: number;
    to?: number;
  }[] = [
    { name: "the first delay", error: () => lost, from: 0, to: 500 },
    { name: "the second delay", error: () => lost, attempt: 2, from: 0, to: 1000 },
    { name: "a delay at its maximum", error: () => lost, attempt: 9, options: { attempts: 10 }, from: 0, to: 30_000 },
    { name: "the caller's options", error: () => lost, options: { baseDelayMs: 8, maxDelayMs: 4 }, from: 0, to: 4 },
    { name: "Retry-After in seconds", error: () => answer(429, { "retry-after": "7" }), from: 7000, to: 7500 },
    { name: "Retry-After of zero", error: () => answer(429, { "retry-after": "0" }), from: 0, to: 500 },
    { name: "Retry-After as a date", error: () => answer(503, { "retry-after": inSeconds(10) }), from: 8500, to: 10_500 },
    {
      name: "as a date by the service's clock",
      error: () => answer(503, { date: "Sun, 06 Nov 1994 08:49:37 GMT", "retry-after": "Sun, 06 Nov 1994 08:49:42 GMT" }),
      from: 5000,
      to: 5500,
    },
    { name: "as a date in the past", error: () => answer(503, { "retry-after": inSeconds(-60) }), from: 0, to: 500 },
    { name: "an invalid Retry-After", error: () => answer(503, { "retry-after": "soon" }), from: 0, to: 500 },
    { name: "waitSeconds of the status", error: () => answer(423), from: 200, to: 700 },
    { name: "the longer of both", error: () => answer(423, { "retry-after": "1" }), from: 1000, to: 1500 },
    { name: "longer than maxDelayMs", error: () => answer(429, { "retry-after": "31" }) },
    { name: "longer than the caller's maxDelayMs", error: () => answer(423), options: { maxDelayMs: 100 } },
    {
      name: "longer than the maximum of a timer",
      error: () => answer(429, { "retry-after": "9999999" }),
      options: { maxDelayMs: Infinity },
    },
    { name: "no attempt is left", error: () => lost, attempt: 3 },
    { name: "no time is left", error: () => late("deadlineMs") },
    { name: "time is left for another attempt", error: () => late("timeoutMs"), from: 0, to: 500 },
  ];
  test.each(rows)("$name", ({ error, attempt = 1, options = {}, from, to }) => {
    for (let i = 0; i < 50; i++) {
      const delay = retryDelay(error(), attempt, true, options, api.retry ?? {});
      if (from === undefined || to === undefined) expect(delay).toBeUndefined();
      else expect(delay ?? -1).toSatisfy((ms: number) => ms >= from && ms <= to);
    }
  });

  test("full jitter: delays vary over the whole range", () => {
    const delays = Array.from({ length: 400 }, () => retryDelay(lost, 1, true, {}, {}) ?? -1);
    expect(Math.min(...delays)).toBeLessThan(50);
    expect(Math.max(...delays)).toBeGreaterThan(450);
  });

  test("Retry-After of a real response is respected", async () => {
    const server = await serve({ status: 429, headers: { "retry-after": "1" } }, { json: {} });
    const began = performance.now();
    await createClient({ accessToken: "t", baseUrl: server.url, retry: quick }).send({ method: "POST", path: path`/a` });
    expect(performance.now() - began).toBeGreaterThan(990);
  });

  test("a delay beyond the deadline is not started: the error is thrown at once", async () => {
    const server = await serve({ status: 429, headers: { "retry-after": "20" } });
    const began = performance.now();
    const client = createClient({ accessToken: "t", baseUrl: server.url, deadlineMs: 5000 });
    expect(await rejection(client.send({ method: "GET", path: path`/a` }))).toMatchObject({ status: 429, attempts: 1 });
    expect(performance.now() - began).toBeLessThan(4000);
  });
});
