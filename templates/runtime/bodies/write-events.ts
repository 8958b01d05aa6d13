import type { BodyWriter } from "./body.js";
import { toText } from "../values/encode.js";
import { propertyOf } from "../values/objects.js";
import { streamBody } from "./stream-body.js";
import type { BodySource } from "./stream-body.js";

/** A body of server-sent events, each sent as soon as it is there. An event has `data` and optionally `event`, `id` and `retry`. */
export function eventStream(
  events: BodySource<unknown> | null | undefined,
): BodyWriter | undefined {
  if (events === undefined || events === null) return undefined;
  const type = { contentType: "text/event-stream" };
  return () =>
    Array.isArray(events)
      ? { ...type, content: events.map(writeEvent).join(""), replayable: true }
      : { ...type, ...streamBody(events, writeEvent) };
}

/** WHATWG HTML, section 9.2.5: one field on each line, data of several lines as several fields, and an empty line at the end. */
function writeEvent(event: unknown): string {
  const field = (name: string, value: unknown) => `${name}: ${oneLine(value, name)}\n`;
  const named = ["event", "id", "retry"].filter((name) => propertyOf(event, name) !== undefined);
  const lines = dataOf(event).split(/\r\n|\r|\n/);
  return `${named.map((name) => field(name, propertyOf(event, name))).join("")}${lines.map((line) => `data: ${line}\n`).join("")}\n`;
}

/** `data` is text in the specification; any other value is written as JSON. */
function dataOf(event: unknown): string {
  const data = propertyOf(event, "data") ?? "";
  return typeof data === "string" ? data : JSON.stringify(data);
}

function oneLine(value: unknown, name: string): string {
  const text = toText(value, `The event's ${name}`);
  if (/[\r\n\0]/.test(text)) throw new TypeError(`The event's ${name} must be one line.`);
  return text;
}
