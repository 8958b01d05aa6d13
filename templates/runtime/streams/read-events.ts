import { sendWithRetries } from "../call/call.js";
import { ConnectionError } from "../errors/connection-error.js";
import { requestEventOf } from "../call/attempt.js";
import { parseEvents } from "./event-parser.js";
import type { Resumption, ServerSentEvent } from "./event-parser.js";
import type { ItemStream } from "./item-stream.js";
import { itemStream, parseItem } from "./item-stream.js";
import { openBody, textChunks } from "./open-body.js";
import type { Call, ResponseReader } from "../call/api-request.js";
import { itemBound } from "./split-text.js";
import { retryDelay, takeFromBudget } from "../retries/retry.js";
import type { RetryOptions } from "../options/options.js";
import type { Settings } from "../options/settings.js";
import { withTimeout, sleep } from "../retries/timeouts.js";

export type { ServerSentEvent } from "./event-parser.js";

/**
 * Server-sent events. After a lost connection, an idempotent request is sent again and continues after the last event (`Last-Event-ID`), as
 * often as `retry` and its budget allow, and after the delay that the service asks for. A response that has ended is not requested again.
 */
export type EventStream<Data> = ItemStream<ServerSentEvent<Data>>;

/**
 * How the data of an event is written: as JSON, as text, as JSON if it is an object or an array and as text otherwise, or as JSON except for
 * these texts.
 */
export type EventFormat = "json" | "text" | "either" | readonly string[];

/** Reads server-sent events whose data is JSON. `[DONE]`, which many services send last, ends them; an event without data is skipped. */
export const readEvents: ResponseReader = (response, call) => readAs(response, call, () => "json");

/** Reads server-sent events whose data is text. */
export const readTextEvents: ResponseReader = (response, call) =>
  readAs(response, call, () => "text");

/** Reads server-sent events whose data is JSON or text, depending on their name. */
export function readMixedEvents(
  formats: Readonly<Record<string, EventFormat>>,
  otherFormat: EventFormat = "either",
): ResponseReader {
  const formatOf = (event: string) =>
    (Object.hasOwn(formats, event) ? formats[event] : undefined) ?? otherFormat;
  return (response, call) => readAs(response, call, formatOf);
}

type FormatOf = (event: string) => EventFormat;

function readAs(
  response: Response,
  call: Call,
  formatOf: FormatOf,
): EventStream<unknown> | undefined {
  const parse: Parse = (text, count) => parseItem(text, `event ${count}`, response, call);
  return isEvents(response) ? eventStream(response, call, formatOf, parse) : undefined;
}

function isEvents({ headers }: Response): boolean {
  return /^text\/event-stream\s*(;|$)/i.test(headers.get("content-type") ?? "");
}

type Parse = (text: string, count: number) => unknown;

function eventStream(
  response: Response,
  call: Call,
  formatOf: FormatOf,
  parse: Parse,
): EventStream<unknown> {
  const resumption: Resumption = { id: "", retryMs: undefined };
  const check = itemBound(response, call);
  let body = openBody(response, call);
  let openedAt = performance.now();
  let closed = false;

  async function* received(): AsyncGenerator<ServerSentEvent<string>, void, undefined> {
    for (let losses = 0; !closed;) {
      try {
        for await (const event of parseEvents(textChunks(body), resumption, check)) {
          losses = 0;
          yield event;
        }
        return;
      } catch (error) {
        const lastedMs = performance.now() - openedAt;
        const next = await resume(
          error,
          ++losses,
          resumption,
          call,
          losses === 1 && lastedMs >= lastingMs,
        );
        if (!next) return;
        body = openBody(next, call);
        openedAt = performance.now();
      }
    }
    await body.close();
  }

  async function* items(): AsyncGenerator<ServerSentEvent<unknown>, void, undefined> {
    let count = 0;
    for await (const event of received()) {
      count++;
      const format = formatOf(event.event);
      const isText = isTextual(event.data, format);
      if (isText) yield event;
      if (event.data === "[DONE]" && format !== "text") return;
      if (!isText && event.data) yield { ...event, data: parse(event.data, count) };
    }
  }

  return itemStream(call, items, () => {
    closed = true;
    return body.close();
  });
}

function isTextual(data: string, format: EventFormat): boolean {
  if (format === "either") return !isJsonContainer(data);
  return format === "text" || (format !== "json" && format.includes(data));
}

function isJsonContainer(data: string): boolean {
  try {
    return /^\s*[[{]/.test(data) && Boolean(JSON.parse(data));
  } catch {
    return false;
  }
}

/** A connection that has had events for so long may be lost as often as it likes; one that is lost sooner costs a retry of the budget. */
const lastingMs = 10_000;

/**
 * Sends the request again after a lost connection (WHATWG HTML, section 9.2.3), or throws the error where that is not allowed. A 204 means
 * that there will be no more events.
 */
async function resume(
  error: unknown,
  losses: number,
  { id, retryMs }: Resumption,
  call: Call,
  isFree: boolean,
): Promise<Response | undefined> {
  const { request, settings } = call;
  const retry = settings.option("retry") ?? {};
  const mayRetry = error instanceof ConnectionError && call.body?.replayable !== false;
  const delayMs = mayRetry
    ? resumeDelay(retryDelay(error, losses, call.idempotent, retry, call.retry), retry, retryMs)
    : undefined;
  if (delayMs === undefined || !(isFree || takeFromBudget(settings.budget, error))) throw error;
  await settings.notify("onRetry", () => ({ request: requestEventOf(call), error, delayMs }));
  await withTimeout(settings.signals, (signal) => sleep(delayMs, signal));
  let next: Response | undefined;
  const headers = { ...request.headers, "Last-Event-ID": id === "" ? undefined : latin1(id) };
  // The stream reports its failure itself.
  const callHooks: Settings["notify"] = async (name, event) => {
    if (name !== "onError") await settings.notify(name, event);
  };
  await sendWithRetries(
    { ...request, headers, read: (response) => (next = response) },
    { ...settings, notify: callHooks },
  );
  if (next && next.status !== 204 && !isEvents(next)) {
    await openBody(next, call).close();
    throw new ConnectionError(
      call.summary,
      new Error("the response after the lost connection is not an event stream"),
    );
  }
  return next?.status === 204 ? undefined : next;
}

/** The delay that the stream has asked for, but at least that of a first retry: a stream may ask for none and end at once, again and again. */
function resumeDelay(
  usualMs: number | undefined,
  retry: RetryOptions | false,
  retryMs: number | undefined,
): number | undefined {
  if (usualMs === undefined || retryMs === undefined || !retry) return usualMs;
  const { baseDelayMs = 500, maxDelayMs = 30_000 } = retry;
  return retryMs > maxDelayMs ? undefined : Math.max(retryMs, Math.min(baseDelayMs, maxDelayMs));
}

/** A text in UTF-8 with each byte as one Latin-1 character: headers are sent as Latin-1. */
function latin1(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}
