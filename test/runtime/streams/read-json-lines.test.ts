import { describe, expect, test, vi } from "vitest";
import { readJsonLines } from "../../../templates/runtime/streams/read-json-lines.js";
import { readJsonSequence } from "../../../templates/runtime/streams/read-json-sequence.js";
import { countClosed, inPieces, itemsOf, streaming } from "../streaming.js";

const ndjson = "application/x-ndjson";

describe("JSON Lines", () => {
  const rows: readonly { name: string; given: readonly string[]; want: readonly unknown[] }[] = [
    { name: "a value a line", given: ['{"a":1}\n[2]\n', '"x"\nnull\n'], want: [{ a: 1 }, [2], "x", null] },
    { name: "the last line need not end", given: ["1\n2"], want: [1, 2] },
    { name: "CR LF, blanks and empty lines", given: ["1\r\n\r\n  2 \n\n"], want: [1, 2] },
    { name: "lines in pieces", given: ['{"a"', ":", '"b\\n', 'c"}', "\n1", "2\n"], want: [{ a: "b\nc" }, 12] },
    { name: "a byte order mark", given: ["\ufeff1\n"], want: [1] },
    { name: "other separators are text", given: ['"a\u2028b"\n'], want: ["a\u2028b"] },
    { name: "nothing", given: [], want: [] },
  ];
  test.each(rows)("$name", async ({ given, want }) => {
    const { stream } = await streaming(readJsonLines, inPieces(ndjson, given));
    expect(await itemsOf(await stream())).toEqual(want);
  });

  test.each([
    "application/jsonl",
    "application/ndjson; charset=utf-8",
    "application/x-jsonlines",
    "application/json-lines",
    "application/stream+json",
    "Application/X-NDJSON",
  ])("under the name of %s", async (type) => {
    const { stream } = await streaming(readJsonLines, inPieces(type, ["1\n"]));
    expect(await itemsOf(await stream())).toEqual([1]);
  });

  test("what comes as JSON is read as JSON", async () => {
    const { stream } = await streaming(readJsonLines, { json: [1] });
    expect(await stream()).toEqual([1]);
  });

  test("characters that are cut between two pieces", async () => {
    const bytes = new TextEncoder().encode('"grüße 😀"\n');
    const { stream } = await streaming(
      readJsonLines,
      inPieces(
        ndjson,
        Array.from(bytes, (byte) => Uint8Array.of(byte)),
      ),
    );
    expect(await itemsOf(await stream())).toEqual(["grüße 😀"]);
  });

  test("a broken line says where, and ends the connection", async () => {
    const { handler, closed } = countClosed(inPieces(ndjson, ["1\n\n{oops\n3\n"], "stay"));
    const { stream } = await streaming(readJsonLines, handler);
    const [first, error] = await itemsOf(await stream());
    expect([first, String(error)]).toEqual([
      1,
      expect.stringMatching(/^ApiError: 200 OK: GET \/a: the body is not JSON: line 3: /),
    ]);
    await vi.waitFor(() => expect(closed()).toBe(1));
  });

  test("a lost connection is no end: what came was handed on, and nothing is sent again", async () => {
    const { server, stream } = await streaming(readJsonLines, inPieces(ndjson, ["1\n2\n3"], "cut"));
    expect(await itemsOf(await stream())).toMatchObject([
      1,
      2,
      { name: "ConnectionError", status: 200, method: "GET", path: "/a" },
    ]);
    expect(server.seen).toHaveLength(1);
  });

  test("whatever breaks them is told to the hooks, once", async () => {
    for (const [pieces, end] of [
      [["1\n2"], "cut"],
      [["1\n{oops\n"], "stay"],
    ] as const) {
      const told: unknown[] = [];
      const { stream } = await streaming(readJsonLines, inPieces(ndjson, pieces, end));
      const items = await itemsOf(await stream({ onError: ({ request, error }) => void told.push(request?.method, error) }));
      expect(told).toEqual(["GET", items.at(-1)]);
    }
  });

  test("a line longer than any piece", async () => {
    const piece = "x".repeat(64 * 1024);
    const { stream } = await streaming(readJsonLines, inPieces(ndjson, ['"', ...Array<string>(20).fill(piece), '"\n1\n']));
    expect(await itemsOf(await stream())).toEqual([piece.repeat(20), 1]);
  });
});

// RFC 7464: section 2.1 for the syntax, 2.3 for texts that are cut or broken, 2.4 for those that do not tell where they end.
describe("a JSON text sequence", () => {
  const rows: readonly { name: string; given: string; want: readonly unknown[] }[] = [
    { name: "texts between separators", given: '\x1e{"a":1}\n\x1e[2]\n', want: [{ a: 1 }, [2]] },
    { name: "several lines a text", given: '\x1e{\n"a":\n1}\n', want: [{ a: 1 }] },
    { name: "empty ones are passed over", given: "\x1e\x1e\n\x1e1\n", want: [1] },
    { name: "one that is cut is passed over", given: '\x1e{"a":\x1e[2]\n', want: [[2]] },
    { name: "a number that is cut is no number", given: "\x1e12\x1e123\n", want: [123] },
    { name: "nor is one at the end", given: "\x1e1\n\x1etrue", want: [1] },
    { name: "an object tells where it ends", given: '\x1e{"a":1}', want: [{ a: 1 }] },
  ];
  test.each(rows)("$name", async ({ given, want }) => {
    const { stream } = await streaming(readJsonSequence, inPieces("application/geo+json-seq", given.split("")));
    expect(await itemsOf(await stream())).toEqual(want);
  });
});
