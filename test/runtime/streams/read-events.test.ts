import fc from "fast-check";
import { getEventListeners } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { parseEvents } from "../../../templates/runtime/streams/event-parser.js";
import { readEvents, readMixedEvents, readTextEvents } from "../../../templates/runtime/streams/read-events.js";
import { isStream } from "../../../templates/runtime/streams/item-stream.js";
import type { RetryEvent } from "../../../templates/runtime/options/hooks.js";
import { countTimers, rejection } from "../server.js";
import { countClosed, inPieces, itemsOf, streaming } from "../streaming.js";

const sse = "text/event-stream";

async function parsed(...texts: readonly string[]) {
  async function* source() {
    for (const text of texts) yield await Promise.resolve(text);
  }
  const resumption = { id: "", retryMs: undefined };
  const found = await itemsOf(parseEvents(source(), resumption));
  return { found: found as { event: string; data: string; id: string }[], resumption };
}

// WHATWG HTML, "Server-sent events", sections 9.2.5 (the syntax) and 9.2.6 (its interpretation), with the examples that stand there.
describe("an event stream is parsed as the standard says", () => {
  const rows: readonly {
    name: string;
    given: string;
    want: readonly (readonly [data: string, event?: string, id?: string])[];
  }[] = [
    { name: "several lines of data are one", given: "data: YHOO\ndata: +2\ndata: 10\n\n", want: [["YHOO\n+2\n10"]] },
    {
      name: "a comment, ids, and an id that is taken back",
      given: ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
      want: [["first event", "message", "1"], ["second event"], [" third event"]],
    },
    { name: "fields without a value", given: "data\n\ndata\ndata\n\ndata:", want: [[""], ["\n"]] },
    {
      name: "one blank after the colon, and one only",
      given: "data:test\n\ndata: test\n\ndata:  test\n\n",
      want: [["test"], ["test"], [" test"]],
    },
    { name: "event types", given: "event: add\ndata: 73857293\n\ndata: x\n\n", want: [["73857293", "add"], ["x"]] },
    { name: "an event without data is none", given: "event: ping\n\ndata: x\n\n", want: [["x"]] },
    {
      name: "an id stays until there is another",
      given: "id: 7\ndata: a\n\ndata: b\n\n",
      want: [
        ["a", "message", "7"],
        ["b", "message", "7"],
      ],
    },
    { name: "an id with a NULL is none", given: "id: a\0b\ndata: x\n\n", want: [["x"]] },
    {
      name: "colons in values, and unknown fields",
      given: "data: a:b\nfoo: bar\n__proto__: x\nconstructor: y\n\n",
      want: [["a:b"]],
    },
    { name: "fields are told apart by case", given: "Data: x\ndata: y\n\n", want: [["y"]] },
    { name: "LF, CR LF and CR end a line", given: "data: a\r\ndata: b\rdata: c\n\r\ndata: d\r\r", want: [["a\nb\nc"], ["d"]] },
    { name: "an event that its end does not follow is none", given: "data: a\n\ndata: b\n", want: [["a"]] },
  ];
  const full = (want: (typeof rows)[number]["want"]) => want.map(([data, event = "message", id = ""]) => ({ event, data, id }));

  test.each(rows)("$name", async ({ given, want }) => {
    expect((await parsed(given)).found).toEqual(full(want));
  });

  test.each(rows)("$name: letter by letter", async ({ given, want }) => {
    expect((await parsed(...given.split(""))).found).toEqual(full(want));
  });

  test("wherever the pieces are cut, the events are the same", async () => {
    const line = fc.constantFrom("data: a", "data", "id: 1", "id", "event: e", ": c", "", "", "retry: 5", "data:b");
    const text = fc.array(fc.tuple(line, fc.constantFrom("\n", "\r", "\r\n"))).map((lines) => lines.flat().join(""));
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(60)), async (whole, cuts) => {
        const places = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length];
        const pieces = places.slice(1).map((end, index) => whole.slice(places[index], end));
        expect(await parsed(...pieces)).toEqual(await parsed(whole));
      }),
    );
  });

  test("the time to wait is a number of digits alone", async () => {
    expect((await parsed("retry: 250\n\n")).resumption).toMatchObject({ retryMs: 250 });
    expect((await parsed("retry: 250\nretry: 1e3\nretry: -1\nretry:\n\n")).resumption).toMatchObject({ retryMs: 250 });
  });
});

describe("over a socket", () => {
  test("events come when they are sent, in whichever bytes they arrive", async () => {
    const bytes = new TextEncoder().encode('\ufeffdata: {"text":"grüße 😀"}\n\nevent: end\ndata: 2\n\n');
    const { stream } = await streaming(
      readEvents,
      inPieces(
        sse,
        Array.from(bytes, (byte) => Uint8Array.of(byte)),
      ),
    );
    expect(await itemsOf(await stream())).toEqual([
      { event: "message", data: { text: "grüße 😀" }, id: "" },
      { event: "end", data: 2, id: "" },
    ]);
  });

  test("the first event is there before the second is sent", async () => {
    const { stream } = await streaming(readTextEvents, inPieces(sse, ["data: 1\r\r"], "stay"));
    for await (const event of await stream()) {
      expect(event).toMatchObject({ data: "1" });
      break;
    }
  });

  test("data that is text stays text", async () => {
    const { stream } = await streaming(readTextEvents, inPieces(sse, ["data: 12\n\ndata: [DONE]\n\n"]));
    expect(await itemsOf(await stream())).toMatchObject([{ data: "12" }, { data: "[DONE]" }]);
  });

  test("[DONE] ends a stream of JSON and its connection, and an event without data says nothing", async () => {
    const { handler, closed } = countClosed(inPieces(sse, ["data: 1\n\ndata:\n\ndata: [DONE]\n\ndata: 2\n\n"], "stay"));
    const { stream } = await streaming(readEvents, handler);
    expect(await itemsOf(await stream())).toMatchObject([{ data: 1 }]);
    await vi.waitFor(() => expect(closed()).toBe(1));
  });

  describe("data is read by the name of its event", () => {
    const events = [
      "event: delta\ndata: 1\n\n",
      "event: note\ndata: 2\n\n",
      "data: [3]\n\n",
      "data: 4\n\n",
      "event: constructor\ndata: 5\n\n",
    ];
    const rows = [
      {
        name: "others as what they look like",
        read: readMixedEvents({ delta: "json", note: "text" }),
        want: [1, "2", [3], "4", "5"],
      },
      { name: "others as JSON", read: readMixedEvents({ note: "text" }, "json"), want: [1, "2", [3], 4, 5] },
      { name: "others as JSON except for a text", read: readMixedEvents({ note: ["2"] }, ["4"]), want: [1, "2", [3], "4", 5] },
    ];
    test.each(rows)("$name", async ({ read, want }) => {
      const { stream } = await streaming(read, inPieces(sse, events));
      expect(((await itemsOf(await stream())) as { data: unknown }[]).map(({ data }) => data)).toEqual(want);
    });
  });

  test("a described [DONE] is delivered and ends the stream", async () => {
    const { handler, closed } = countClosed(inPieces(sse, ["data: {}\n\ndata: [DONE]\n\ndata: 2\n\n"], "stay"));
    const { stream } = await streaming(readMixedEvents({}, ["[DONE]"]), handler);
    expect(await itemsOf(await stream())).toMatchObject([{ data: {} }, { data: "[DONE]" }]);
    await vi.waitFor(() => expect(closed()).toBe(1));
  });

  test("where text is described, too, JSON that is cut off is text", async () => {
    const { stream } = await streaming(readMixedEvents({}), inPieces(sse, ['data: {"a\n\ndata:\n\ndata: [DONE]\n\n']));
    expect(await itemsOf(await stream())).toMatchObject([{ data: '{"a' }, { data: "" }, { data: "[DONE]" }]);
  });

  test("data that is no JSON is an error that says where", async () => {
    const { stream } = await streaming(readEvents, inPieces(sse, ['data: 1\n\ndata: {"a\n\n'], "stay"));
    const [, error] = await itemsOf(await stream());
    expect(error).toMatchObject({ name: "ApiError", status: 200, text: '{"a' });
    expect(String(error)).toMatch(/^ApiError: 200 OK: GET \/a: the body is not JSON: event 2: .*position 3/);
  });

  test("what is no event stream is read as what it is", async () => {
    const { stream } = await streaming(readEvents, { json: { a: 1 } });
    const answer = await stream();
    expect([answer, isStream(answer)]).toEqual([{ a: 1 }, false]);
  });

  test("status and headers are known before the first event", async () => {
    const { stream } = await streaming(readEvents, inPieces(`${sse}; charset=utf-8`, [], "stay"));
    const answer = await stream();
    expect(isStream(answer)).toBe(true);
    await answer.cancel();
    expect(await itemsOf(answer)).toEqual([]);
  });

  test("a stream that could not begin is an error as ever, and tried again", async () => {
    const { server, stream } = await streaming(readEvents, { status: 503 }, inPieces(sse, ["data: 1\n\n"]));
    expect(await itemsOf(await stream())).toMatchObject([{ data: 1 }]);
    expect(server.seen).toHaveLength(2);
  });
});

describe("whoever leaves closes the connection", () => {
  const endless = () => countClosed(inPieces(sse, ["data: 1\n\n", "data: 2\n\n"], "stay"));

  test("by break, and by an error of their own", async () => {
    const { handler, closed } = endless();
    const { stream } = await streaming(readEvents, handler);
    for await (const event of await stream()) if (event) break;
    await vi.waitFor(() => expect(closed()).toBe(1));
    const mine = new Error("mine");
    const reading = async () => {
      for await (const event of await stream()) if (event) throw mine;
    };
    expect(await rejection(reading())).toBe(mine);
    await vi.waitFor(() => expect(closed()).toBe(2));
  });

  test("by cancel, without having iterated and in the midst of it", async () => {
    const { handler, closed } = endless();
    const { stream } = await streaming(readEvents, handler);
    await (await stream()).cancel();
    await vi.waitFor(() => expect(closed()).toBe(1));
    const second = await stream();
    const items: unknown[] = [];
    for await (const item of second) {
      items.push(item);
      if (items.length === 2) setTimeout(() => void second.cancel(), 10);
    }
    expect(items).toHaveLength(2);
    await vi.waitFor(() => expect(closed()).toBe(2));
  });

  test.each(["client", "call"] as const)("by the signal of the %s, which throws its reason and is left alone", async (whose) => {
    const timers = countTimers();
    const { handler, closed } = endless();
    const { stream } = await streaming(readEvents, handler);
    const controller = new AbortController();
    const reason = new Error("enough");
    const { signal } = controller;
    const items = itemsOf(await (whose === "client" ? stream({ signal }) : stream({}, {}, { signal })));
    setTimeout(() => controller.abort(reason), 60);
    expect(await items).toMatchObject([{ data: 1 }, { data: 2 }, reason]);
    await vi.waitFor(() => expect(closed()).toBe(1));
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(timers()).toBe(0);
  });

  test("timeoutMs counts until the answer begins, and a signal's own limit for the stream", async () => {
    const { stream } = await streaming(readEvents, inPieces(sse, ["data: 1\n\n"], "stay"));
    const items = await itemsOf(await stream({ timeoutMs: 30, deadlineMs: 40, signal: AbortSignal.timeout(150) }));
    expect(items).toMatchObject([{ data: 1 }, { name: "TimeoutError" }]);
  });
});

// WHATWG HTML, section 9.2.3: a lost connection is made again, with the id of the last event, after the time that the stream asked for.
describe("a lost connection", () => {
  const first = inPieces(sse, ["retry: 7\nid: é1\ndata: 1\n\n", "id: 2\ndata: half"], "cut");

  test("is made again from the last event on", async () => {
    const { server, stream } = await streaming(readEvents, first, inPieces(sse, ["data: 2\n\n"]));
    const retries: RetryEvent[] = [];
    const items = await itemsOf(await stream({ onRetry: (event) => retries.push(event) }));
    expect(items).toMatchObject([
      { data: 1, id: "é1" },
      { data: 2, id: "é1" },
    ]);
    const ids = server.seen.map(({ headers }) => headers["last-event-id"]);
    expect(ids.map((id) => id && Buffer.from(String(id), "latin1").toString())).toEqual([undefined, "é1"]);
    expect(retries).toMatchObject([{ delayMs: 7, error: { name: "ConnectionError", status: 200 } }]);
  });

  test("is given up after as many losses without an event as there may be attempts", async () => {
    const { server, stream } = await streaming(
      readEvents,
      first,
      inPieces(sse, ["data: 2\n\n"], "cut"),
      inPieces(sse, [": nothing\n"], "cut"),
    );
    const told: unknown[] = [];
    const items = await itemsOf(await stream({ onError: ({ error }) => void told.push(error) }));
    expect(told).toEqual([items.at(-1)]);
    expect(items).toMatchObject([
      { data: 1 },
      { data: 2 },
      { name: "ConnectionError", operation: "", method: "GET", path: "/a" },
    ]);
    expect(server.seen).toHaveLength(4);
  });

  const final: readonly { name: string; options?: object; request?: object; want: number }[] = [
    { name: "where nothing is to be sent again", options: { retry: false }, want: 1 },
    { name: "where twice is not once", request: { method: "POST" }, want: 1 },
    {
      name: "where the service asks for more patience than there is",
      options: { retry: { maxDelayMs: 5, baseDelayMs: 1 } },
      want: 1,
    },
  ];
  test.each(final)("is final $name", async ({ options, request, want }) => {
    const { server, stream } = await streaming(readEvents, first);
    expect(await itemsOf(await stream(options, request))).toMatchObject([{ data: 1 }, { name: "ConnectionError" }]);
    expect(server.seen).toHaveLength(want);
  });

  test("is final where the service answers that there is no more, or something else", async () => {
    const none = await streaming(readEvents, first, { status: 204 });
    expect(await itemsOf(await none.stream())).toMatchObject([{ data: 1 }]);
    const page = await streaming(readEvents, first, { headers: { "content-type": "text/html" }, text: "<p>" });
    expect(await itemsOf(await page.stream())).toMatchObject([{ data: 1 }, { name: "ConnectionError" }]);
    const gone = await streaming(readEvents, first, { status: 410 });
    const told: unknown[] = [];
    const items = await itemsOf(await gone.stream({ onError: ({ error }) => void told.push(error) }));
    expect(items).toMatchObject([{ data: 1 }, { name: "ApiError", status: 410 }]);
    expect(told).toEqual([items.at(-1)]);
  });

  test("an abort ends the wait for it", async () => {
    const controller = new AbortController();
    const { stream } = await streaming(readEvents, inPieces(sse, ["retry: 20000\ndata: 1\n\n"], "cut"));
    const onRetry = () => setTimeout(() => controller.abort("stop"), 20);
    expect(await itemsOf(await stream({ onRetry, signal: controller.signal }))).toMatchObject([{ data: 1 }, "stop"]);
  });

  test("an answer that ends is not asked for again", async () => {
    const { server, stream } = await streaming(readEvents, inPieces(sse, ["id: 1\ndata: 1\n\n"]));
    expect(await itemsOf(await stream())).toHaveLength(1);
    expect(server.seen).toHaveLength(1);
  });
});
