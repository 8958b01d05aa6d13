import { expect, test, vi } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import { idempotencyKey } from "../../../templates/runtime/values/random-uuid.js";
import { path } from "../../../templates/runtime/values/path.js";
import { serve } from "../server.js";

/** As in a generated function. */
function pay(key?: string) {
  return {
    operation: "pay",
    method: "POST",
    path: path`/pay`,
    headers: { "Idempotency-Key": idempotencyKey(key) },
    idempotent: true,
  };
}

test("each call has a new key for all of its attempts, unless the caller sets one", async () => {
  const server = await serve({ status: 500 }, { json: {} }, { json: {} }, { json: {} });
  const client = createClient({ accessToken: "t", baseUrl: server.url, retry: { baseDelayMs: 1 } });
  await client.send(pay());
  await client.send(pay());
  await client.send(pay("mine"));
  const [first, again, second, third] = server.seen.map(({ headers }) => headers["idempotency-key"]);
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(again).toBe(first);
  expect(second).not.toBe(first);
  expect(third).toBe("mine");
});

test.each([
  { name: "sent again", idempotent: undefined, want: 2 },
  { name: "not sent again if the description says that it is not idempotent", idempotent: false, want: 1 },
])("an operation without a key parameter that is called with the header is $name", async ({ idempotent, want }) => {
  const server = await serve({ status: 500 }, { json: {} });
  const client = createClient({ accessToken: "t", baseUrl: server.url, retry: { baseDelayMs: 1 } });
  const options = { headers: { "Idempotency-Key": "mine" } };
  await client.send({ method: "POST", path: path`/pay`, idempotent }, options).catch(() => undefined);
  expect(server.seen.map(({ headers }) => headers["idempotency-key"])).toEqual(Array(want).fill("mine"));
});

test("keys are created without crypto, too", () => {
  vi.stubGlobal("crypto", undefined);
  const keys = Array.from({ length: 1000 }, () => String(idempotencyKey()));
  vi.unstubAllGlobals();
  expect(new Set(keys).size).toBe(1000);
  // RFC 9562, section 5.4.
  expect(keys.filter((key) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(key))).toEqual([]);
});
