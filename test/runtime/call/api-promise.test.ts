import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import { path } from "../../../templates/runtime/values/path.js";
import { rejection, serve } from "../server.js";
import type { Reply } from "../server.js";

async function call(reply: Reply) {
  const server = await serve(reply);
  return { server, answer: createClient({ accessToken: "t", baseUrl: server.url }).send({ method: "GET", path: path`/a` }) };
}

/** Collects unhandled rejections, instead of the test runner. */
function unhandled(): unknown[] {
  const listeners = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  const reasons: unknown[] = [];
  process.on("unhandledRejection", (reason) => reasons.push(reason));
  onTestFinished(() => {
    process.removeAllListeners("unhandledRejection");
    for (const listener of listeners) process.on("unhandledRejection", listener);
  });
  return reasons;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("ApiPromise", () => {
  test("resolves to the body", async () => {
    const { answer } = await call({ json: { a: 1 } });
    expect(answer).toBeInstanceOf(Promise);
    expect(Object.prototype.toString.call(answer)).toBe("[object Promise]");
    const steps: unknown[] = [];
    await answer.then((data) => steps.push(data)).finally(() => steps.push("finally"));
    expect(steps).toEqual([{ a: 1 }, "finally"]);
    expect(await Promise.all([answer, Promise.resolve(2)])).toEqual([{ a: 1 }, 2]);
  });

  test("withResponse resolves to the response of the same request", async () => {
    const { server, answer } = await call({ status: 207, headers: { "x-rest": "9" }, json: { a: 1 } });
    const { status, headers, data } = await answer.withResponse();
    expect([status, headers.get("x-rest"), data, await answer]).toEqual([207, "9", { a: 1 }, { a: 1 }]);
    expect(server.seen).toHaveLength(1);
  });

  test("the request is sent without being awaited", async () => {
    const { server } = await call({ json: {} });
    await vi.waitFor(() => expect(server.seen).toHaveLength(1));
  });

  test("both promises reject with the same error", async () => {
    const { answer } = await call({ status: 404 });
    const error = await rejection(answer);
    expect(error).toMatchObject({ status: 404 });
    expect(await rejection(answer.withResponse())).toBe(error);
    expect(await answer.catch((caught: unknown) => caught)).toBe(error);
  });

  test.each([
    { name: "neither promise is handled", reported: 1, look: () => undefined },
    { name: "the body is handled", reported: 0, look: (answer: Promise<unknown>) => void answer.catch(() => undefined) },
    {
      name: "the response is handled",
      reported: 0,
      look: (answer: { withResponse(): Promise<unknown> }) => void answer.withResponse().catch(() => undefined),
    },
    {
      name: "the response is not handled",
      reported: 1,
      look: (answer: { withResponse(): Promise<unknown> }) => void answer.withResponse(),
    },
  ])("that fails is reported as unhandled at most once: $name", async ({ reported, look }) => {
    const reasons = unhandled();
    const { answer } = await call({ status: 404 });
    look(answer);
    await vi.waitFor(() => expect(reasons.length).toBeGreaterThanOrEqual(reported));
    await pause(100);
    expect(reasons).toHaveLength(reported);
  });
});
