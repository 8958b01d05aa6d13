import { assert, property, string } from "fast-check";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import { printable } from "../../../templates/runtime/errors/printable.js";
import { path } from "../../../templates/runtime/values/path.js";
import { rejection, serve } from "../server.js";
import type { Reply } from "../server.js";

describe("a text of the service in a message", () => {
  // prettier-ignore: aligned for reading.
  test.each([
    { given: "a\n b\t c ", want: "a b c" },
    { given: "\x1b[31mred\x07", want: "[31mred" },
    { given: "\x9b2J\x00x", want: "2J x" },
    { given: "abc\u202edcba\u2066x\u2069", want: "abc dcba x" },
    { given: "a\u200bb\u2028c\ufeffd", want: "a b c d" },
    { given: "half \ud800 pair 😀", want: "half pair 😀" },
    { given: "x".repeat(600), want: `${"x".repeat(500)}…` },
  ])("has no control and no bidirectional characters: $want", ({ given, want }) => {
    expect(printable(given)).toBe(want);
  });

  test("of any kind is one line of bounded length", () => {
    assert(
      property(string({ unit: "binary", maxLength: 3000 }), (text) => {
        expect(printable(text)).toMatch(/^[^\p{Cc}\p{Cf}\u2028\u2029]{0,501}$/u);
      }),
    );
  });

  test.each<{ name: string; reply: Reply }>([
    { name: "JSON", reply: { status: 400, json: { message: "\u202e\x1b]0;x\x07", correlationId: "a\x1b[0m" } } },
    { name: "text", reply: { status: 400, text: "\x1b[2J\u2066" } },
    { name: "what is no JSON", reply: { headers: { "content-type": "application/json" }, text: "\x1b[2J\u202e" } },
    { name: "a reason phrase", reply: ({ socket }) => socket?.end("HTTP/1.1 400 \x9b2J\r\ncontent-length: 0\r\n\r\n", "latin1") },
  ])("is printable in the message, the stack and the cause of an error: $name", async ({ reply }) => {
    const server = await serve(reply);
    const error = (await rejection(
      createClient({ accessToken: "t", baseUrl: server.url }).send({ method: "GET", path: path`/a` }),
    )) as Error;
    const texts = [
      error.message,
      String(error.stack),
      inspect(error.cause),
      String((error as { correlationId?: string }).correlationId),
    ];
    for (const text of texts) expect(text.replace(/\n/g, "")).toMatch(/^[^\p{Cc}\p{Cf}]*$/u);
  });
});
