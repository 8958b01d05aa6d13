import { getEventListeners } from "node:events";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import type { RequestOptions } from "../../../templates/runtime/options/options.js";
import { path } from "../../../templates/runtime/values/path.js";
import { countTimers, rejection, sendHalf, serve, neverRespond } from "../server.js";
import type { Reply } from "../server.js";

const get = { method: "GET", path: path`/a` };

async function call(reply: Reply, options: RequestOptions) {
  const server = await serve(reply);
  return createClient({ accessToken: "t", baseUrl: server.url }).send(get, options);
}

describe("time limits", () => {
  test.each([
    { name: "no response", reply: neverRespond },
    { name: "half a response", reply: sendHalf },
  ])("of one attempt: $name", async ({ reply }) => {
    const error = await rejection(call(reply, { timeoutMs: 60, retry: false }));
    expect(error).toMatchObject({
      name: "TimeoutError",
      limit: "timeoutMs",
      milliseconds: 60,
      method: "GET",
      path: "/a",
      attempts: 1,
    });
    expect(String(error)).toBe("TimeoutError: No response within 60 ms (timeoutMs): GET /a");
  });

  test("of one attempt restart with each attempt", async () => {
    const error = await rejection(call(neverRespond, { timeoutMs: 60, retry: { baseDelayMs: 1 } }));
    expect(error).toMatchObject({ limit: "timeoutMs", attempts: 3 });
  });

  test.each([
    { name: "during an attempt", reply: neverRespond, retry: false as const },
    { name: "in a body", reply: sendHalf, retry: false as const },
    { name: "with all attempts", reply: neverRespond, retry: { attempts: 100, baseDelayMs: 1 } },
  ])("of all: $name", async ({ reply, retry }) => {
    const began = performance.now();
    const error = await rejection(
      call(reply, { timeoutMs: 70, deadlineMs: 200, retry, ...(retry === false && { timeoutMs: 20_000 }) }),
    );
    expect(error).toMatchObject({ name: "TimeoutError", limit: "deadlineMs", milliseconds: 200 });
    expect(performance.now() - began).toSatisfy((ms: number) => ms > 190 && ms < 5000);
  });

  test("of the call also interrupt a hook between attempts", async () => {
    const onRetry = () => new Promise(() => undefined);
    const error = await rejection(call({ status: 503 }, { deadlineMs: 80, retry: { baseDelayMs: 1 }, onRetry }));
    expect(error).toMatchObject({ limit: "deadlineMs", attempts: 1 });
  });

  test("create one AbortController per call", async () => {
    let made = 0;
    class Counted extends AbortController {
      readonly number = ++made;
    }
    vi.stubGlobal("AbortController", Counted);
    onTestFinished(() => void vi.unstubAllGlobals());
    await createClient({ accessToken: "t", fetch: () => Promise.resolve(Response.json({})) }).send(get);
    expect(made).toBe(1);
  });

  test("also interrupt a token function and a fetch that ignore the signal", async () => {
    const never = () => new Promise<never>(() => undefined);
    const provider = createClient({ accessToken: never, timeoutMs: 50, retry: false });
    const transport = createClient({ accessToken: "t", fetch: never, timeoutMs: 50, retry: false });
    expect(await rejection(provider.send(get))).toMatchObject({ limit: "timeoutMs" });
    expect(await rejection(transport.send(get))).toMatchObject({ limit: "timeoutMs" });
  });

  test("a request that times out during its token function is not sent later", async () => {
    const server = await serve({ json: {} });
    const accessToken = () => new Promise<string>((resolve) => setTimeout(() => resolve("t"), 100));
    await rejection(createClient({ accessToken, baseUrl: server.url, timeoutMs: 30, retry: false }).send(get));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(server.seen).toEqual([]);
  });

  test("Infinity is no limit, and neither is a value too large for a timer", async () => {
    const slow: Reply = (response) => setTimeout(() => response.end(), 50);
    await call(slow, { timeoutMs: Infinity, deadlineMs: 2 ** 40 });
  });

  test.each([0, -1, NaN])("%d is rejected", async (timeoutMs) => {
    await expect(call({}, { timeoutMs })).rejects.toThrow(new TypeError("timeoutMs must be a positive number of milliseconds."));
    await expect(call({}, { deadlineMs: timeoutMs })).rejects.toThrow(
      new TypeError("deadlineMs must be a positive number of milliseconds."),
    );
  });
});

describe("an AbortSignal", () => {
  const rows: readonly { name: string; reply: Reply; options?: RequestOptions }[] = [
    { name: "before a response", reply: neverRespond },
    { name: "in a body", reply: sendHalf },
    {
      name: "during the delay between attempts",
      reply: { status: 503 },
      options: { retry: { baseDelayMs: 60_000, maxDelayMs: 60_000 } },
    },
  ];
  test.each(rows)("$name aborts the call with its own reason, without remaining listeners", async ({ reply, options }) => {
    const timers = countTimers();
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    const promise = call(reply, { ...options, signal: controller.signal, deadlineMs: 200_000 });
    setTimeout(() => controller.abort(reason), 80);
    const began = performance.now();
    expect(await rejection(promise)).toBe(reason);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(timers()).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("without a reason rejects with the platform's AbortError", async () => {
    const controller = new AbortController();
    const promise = call(neverRespond, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    expect(await rejection(promise)).toMatchObject({ name: "AbortError" });
  });

  test("can have any reason", async () => {
    const controller = new AbortController();
    controller.abort("stop");
    expect(await rejection(call(neverRespond, { signal: controller.signal }))).toBe("stop");
  });

  test("that is already aborted prevents the request", async () => {
    const server = await serve({ json: {} });
    const client = createClient({ accessToken: "t", baseUrl: server.url });
    expect(await rejection(client.send(get, { signal: AbortSignal.abort() }))).toMatchObject({ name: "AbortError" });
    expect(server.seen).toEqual([]);
  });

  test("of the client aborts all of its calls, even if they have signals of their own", async () => {
    const server = await serve(neverRespond);
    const controller = new AbortController();
    const client = createClient({ accessToken: "t", baseUrl: server.url, signal: controller.signal });
    const promise = client.send(get, { signal: new AbortController().signal });
    setTimeout(() => controller.abort("shutdown"), 20);
    expect(await rejection(promise)).toBe("shutdown");
  });

  test("has no listeners left after a success and a failure", async () => {
    const timers = countTimers();
    const { signal } = new AbortController();
    await call({ json: {} }, { signal, deadlineMs: 10_000 });
    await rejection(call({ status: 404 }, { signal, deadlineMs: 10_000 }));
    await rejection(call({ status: 500 }, { signal, deadlineMs: 10_000, retry: { baseDelayMs: 1 } }));
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(timers()).toBe(0);
  });

  test("closes the connection of an aborted request", async () => {
    let closed = false;
    const controller = new AbortController();
    const promise = call((response) => response.on("close", () => (closed = true)), { signal: controller.signal });
    setTimeout(() => controller.abort(), 30);
    await rejection(promise);
    await vi.waitFor(() => expect(closed).toBe(true));
  });
});
