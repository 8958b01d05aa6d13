import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import { clientCredentials, refreshToken } from "../../../templates/runtime/credentials/oauth.js";
import { createRateLimiter } from "../../../templates/runtime/limits/create-rate-limiter.js";
import type { RequestOptions } from "../../../templates/runtime/options/options.js";
import { path } from "../../../templates/runtime/values/path.js";

/** What no numeric option may be: it is refused before anything is sent, and the error says what it must be. */

const never = [NaN, -1, "5", "5000", true, [5], {}, 1n] as unknown as readonly number[];
const rows: readonly {
  option: (value: number) => RequestOptions;
  invalid: readonly number[];
  valid: readonly number[];
  message: string;
}[] = [
  {
    option: (timeoutMs) => ({ timeoutMs }),
    invalid: [...never, 0],
    valid: [0.5, 1000, Infinity],
    message: "timeoutMs must be a positive number of milliseconds.",
  },
  {
    option: (deadlineMs) => ({ deadlineMs }),
    invalid: [...never, 0],
    valid: [50, 1000, Infinity],
    message: "deadlineMs must be a positive number of milliseconds.",
  },
  {
    option: (maxResponseBytes) => ({ maxResponseBytes }),
    invalid: [...never, 0],
    valid: [100, 0.5 * 2 ** 20, Infinity],
    message: "maxResponseBytes must be a positive number of bytes.",
  },
  {
    option: (attempts) => ({ retry: { attempts } }),
    invalid: [...never, 0.5, Infinity],
    valid: [0, 1, 7],
    message: "retry.attempts must be a whole number of at least 0.",
  },
  {
    option: (baseDelayMs) => ({ retry: { baseDelayMs } }),
    invalid: never,
    valid: [0, 0.5, Infinity],
    message: "retry.baseDelayMs must be a number of at least 0.",
  },
  {
    option: (maxDelayMs) => ({ retry: { maxDelayMs } }),
    invalid: never,
    valid: [0, 0.5, Infinity],
    message: "retry.maxDelayMs must be a number of at least 0.",
  },
  {
    option: (budget) => ({ retry: { budget } }),
    invalid: never,
    valid: [0, 0.5, Infinity],
    message: "retry.budget must be a number of at least 0.",
  },
];

describe.each(rows)("$message", ({ option, invalid, valid, message }) => {
  function sending(client: RequestOptions, call: RequestOptions) {
    let sent = 0;
    const fetch = () => (sent++, Promise.resolve(Response.json({})));
    const send = async () =>
      createClient({ baseUrl: "https://a.test", accessToken: "t", fetch, ...client }).send(
        { method: "GET", path: path`/a` },
        call,
      );
    return { send, sent: () => sent };
  }

  test.each(invalid)("refuses %s", async (value) => {
    for (const { send, sent } of [sending(option(value), {}), sending({}, option(value))]) {
      await expect(send()).rejects.toThrow(new TypeError(message));
      expect(sent()).toBe(0);
    }
  });

  test.each(valid)("accepts %d", async (value) => {
    await sending(option(value), {}).send();
    await sending({}, option(value)).send();
  });
});

test("of rate limits and of token requests", () => {
  const limit = { bucket: "a", requests: 1, windowSeconds: 1 };
  for (const requests of [...never, 0, 0.5, Infinity])
    expect(() => createRateLimiter([limit, { ...limit, requests }])).toThrow(
      new TypeError("limits[1].requests must be a whole number of at least 1."),
    );
  for (const windowSeconds of [...never, 0, Infinity])
    expect(() => createRateLimiter([{ ...limit, windowSeconds }])).toThrow("limits[0].windowSeconds must be a positive number.");
  for (const timeoutMs of [...never, 0]) {
    expect(() => clientCredentials({ clientId: "a", timeoutMs }, "https://a.test")).toThrow("timeoutMs must be");
    expect(() => refreshToken({ clientId: "a", refreshToken: "r", timeoutMs }, "https://a.test")).toThrow("timeoutMs must be");
  }
  for (const earlyMs of never) expect(() => clientCredentials({ clientId: "a", earlyMs })).toThrow("earlyMs must be");
});

test("attempts count what was sent: not what a hook or a token provider prevented", async () => {
  const fetch = () => Promise.resolve(Response.json({}, { status: 503 }));
  const client = { baseUrl: "https://a.test", fetch, retry: { baseDelayMs: 0 } };
  const events: unknown[] = [];
  let tokens = 0;
  const accessToken = () => (tokens++ === 0 ? "t" : Promise.reject(new Error("no token")));
  const onError = ({ request }: { request: unknown }) => events.push(request);
  const get = { method: "GET", path: path`/a` };
  await expect(createClient({ ...client, accessToken, onError }).send(get)).rejects.toThrow("no token");
  const onRequest = () => Promise.reject(new Error("no hook"));
  await expect(createClient({ ...client, accessToken: "t", onRequest, onError }).send(get)).rejects.toThrow("no hook");
  expect(events).toEqual([expect.objectContaining({ attempt: 2 }), undefined]);
});
