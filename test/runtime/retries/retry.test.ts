import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import type { RetryOptions } from "../../../templates/runtime/options/options.js";
import { path } from "../../../templates/runtime/values/path.js";
import { readRetryAfter } from "../../../templates/runtime/retries/retry-after.js";
import { retryDelay } from "../../../templates/runtime/retries/retry.js";
import { TimeoutError } from "../../../templates/runtime/errors/timeout-error.js";
import { ApiError } from "../../../templates/runtime/errors/api-error.js";
import { ConnectionError } from "../../../templates/runtime/errors/connection-error.js";
import { closedPort, cutInBody, failure, hangUp, serve, stall } from "../server.js";
import type { Reply } from "../server.js";

const quick: RetryOptions = { baseDelayMs: 1 };

describe("whether a request is sent again", () => {
  const after: Readonly<Record<string, string>> = { "retry-after": "0" };
  const daily = { policyName: "DAILY" };
  // RFC 9110, section 9.2.2, for the methods.
  // prettier-ignore: aligned for reading. `sent` is the number of requests to a service that always fails in the same way.
  const rows: readonly { name: string; method: string; idempotent?: boolean; reply: Reply; sent: number }[] = [
    { name: "a status that does not pass", method: "GET", reply: { status: 404 }, sent: 1 },
    { name: "a status that passes, GET", method: "GET", reply: { status: 502 }, sent: 3 },
    { name: "HEAD", method: "HEAD", reply: { status: 500 }, sent: 3 },
    { name: "PUT", method: "PUT", reply: { status: 500 }, sent: 3 },
    { name: "DELETE", method: "DELETE", reply: { status: 504 }, sent: 3 },
    { name: "OPTIONS", method: "OPTIONS", reply: { status: 504 }, sent: 3 },
    { name: "POST may have been done", method: "POST", reply: { status: 500 }, sent: 1 },
    { name: "PATCH may have been done", method: "PATCH", reply: { status: 503 }, sent: 1 },
    { name: "POST that is idempotent", method: "POST", idempotent: true, reply: { status: 500 }, sent: 3 },
    { name: "PUT that is not", method: "PUT", idempotent: false, reply: { status: 500 }, sent: 1 },
    { name: "429 was not done, POST", method: "POST", reply: { status: 429 }, sent: 3 },
    { name: "503 that says when, POST", method: "POST", reply: { status: 503, headers: after }, sent: 3 },
    { name: "502 that says when, POST", method: "POST", reply: { status: 502, headers: after }, sent: 1 },
    { name: "a final 429", method: "GET", reply: { status: 429, json: daily }, sent: 1 },
    { name: "a status the API does not list", method: "GET", reply: { status: 408 }, sent: 1 },
    { name: "a connection cut, GET", method: "GET", reply: hangUp, sent: 3 },
    { name: "a connection cut, POST", method: "POST", reply: hangUp, sent: 1 },
    { name: "a connection cut, idempotent POST", method: "POST", idempotent: true, reply: hangUp, sent: 3 },
    { name: "a body cut, GET", method: "GET", reply: cutInBody, sent: 3 },
    { name: "a body cut, POST", method: "POST", reply: cutInBody, sent: 1 },
    { name: "a stall, GET", method: "GET", reply: stall, sent: 3 },
    { name: "a stall, POST", method: "POST", reply: stall, sent: 1 },
    {
      name: "a success whose JSON is broken",
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
      timeoutMs: reply === stall ? 80 : 10_000,
    });
    const error = await failure(client.send({ method, path: path`/a`, idempotent }));
    expect(error).toMatchObject({ attempts: sent });
    expect(server.seen.map((seen) => seen.method)).toEqual(new Array(sent).fill(method));
  });

  test("a refused connection is retried and reported", async () => {
    const client = createClient({ accessToken: "t", baseUrl: `http://127.0.0.1:${await closedPort()}`, retry: quick });
    const error = await failure(client.send({ method: "GET", path: path`/a` }));
    expect(String(error)).toBe("ConnectionError: Connection failed: GET /a: ECONNREFUSED");
    expect(error).toMatchObject({ method: "GET", path: "/a", attempts: 3 });
  });

  test.each([
    { retry: false as const, sent: 1 },
    { retry: { attempts: 1 }, sent: 1 },
    { retry: { ...quick, attempts: 5 }, sent: 5 },
    { retry: { ...quick, attempts: undefined }, sent: 3 },
    { retry: { ...quick, attempts: 0 }, sent: 1 },
    { retry: { ...quick, attempts: NaN }, sent: 1 },
  ])("$retry", async ({ retry, sent }) => {
    const server = await serve({ status: 500 });
    await failure(
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
    { name: "the first wait", error: () => lost, from: 0, to: 500 },
    { name: "the second wait", error: () => lost, attempt: 2, from: 0, to: 1000 },
    { name: "a wait within its bound", error: () => lost, attempt: 9, options: { attempts: 10 }, from: 0, to: 30_000 },
    { name: "the caller's numbers", error: () => lost, options: { baseDelayMs: 8, maxDelayMs: 4 }, from: 0, to: 4 },
    { name: "Retry-After in seconds", error: () => answer(429, { "retry-after": "7" }), from: 7000, to: 7500 },
    { name: "Retry-After of zero", error: () => answer(429, { "retry-after": "0" }), from: 0, to: 500 },
    { name: "Retry-After as a date", error: () => answer(503, { "retry-after": inSeconds(10) }), from: 8500, to: 10_500 },
    {
      name: "as a date by the service's clock",
      error: () => answer(503, { date: "Sun, 06 Nov 1994 08:49:37 GMT", "retry-after": "Sun, 06 Nov 1994 08:49:42 GMT" }),
      from: 5000,
      to: 5500,
    },
    { name: "as a date that has passed", error: () => answer(503, { "retry-after": inSeconds(-60) }), from: 0, to: 500 },
    { name: "Retry-After that is neither", error: () => answer(503, { "retry-after": "soon" }), from: 0, to: 500 },
    { name: "what is known of the status", error: () => answer(423), from: 200, to: 700 },
    { name: "the longer of both", error: () => answer(423, { "retry-after": "1" }), from: 1000, to: 1500 },
    { name: "longer than allowed", error: () => answer(429, { "retry-after": "31" }) },
    { name: "longer than the caller allows", error: () => answer(423), options: { maxDelayMs: 100 } },
    {
      name: "longer than a timer can hold",
      error: () => answer(429, { "retry-after": "9999999" }),
      options: { maxDelayMs: Infinity },
    },
    { name: "no attempt is left", error: () => lost, attempt: 3 },
    { name: "no time is left", error: () => late("deadlineMs") },
    { name: "time is left for another attempt", error: () => late("timeoutMs"), from: 0, to: 500 },
  ];
  test.each(rows)("$name", ({ error, attempt = 1, options = {}, from, to }) => {
    for (let i = 0; i < 50; i++) {
      const delay = retryDelay(error(), attempt, true, options);
      if (from === undefined || to === undefined) expect(delay).toBeUndefined();
      else expect(delay ?? -1).toSatisfy((ms: number) => ms >= from && ms <= to);
    }
  });

  test("full jitter: delays vary over the whole range", () => {
    const delays = Array.from({ length: 400 }, () => retryDelay(lost, 1, true, {}) ?? -1);
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
    expect(await failure(client.send({ method: "GET", path: path`/a` }))).toMatchObject({ status: 429, attempts: 1 });
    expect(performance.now() - began).toBeLessThan(4000);
  });
});
