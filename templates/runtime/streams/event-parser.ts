import { splitText } from "./split-text.js";
import type { CheckLength } from "./split-text.js";

/** A server-sent event. */
export interface ServerSentEvent<Data> {
  /** The event type; `message` if the service gives none. */
  readonly event: string;
  readonly data: Data;
  /** The id of this event, or of the last event with an id; empty if there is none. */
  readonly id: string;
}

/** What is needed to reconnect: the id of the last event, and how long to wait. */
export interface Resumption {
  id: string;
  retryMs: number | undefined;
}

/** Parses an event stream (WHATWG HTML, sections 9.2.5 and 9.2.6). An event without an empty line after it is incomplete and ignored. */
export async function* parseEvents(
  texts: AsyncIterable<string>,
  resumption: Resumption,
  check: CheckLength = () => undefined,
): AsyncGenerator<ServerSentEvent<string>, void, undefined> {
  let { id } = resumption;
  let event = "";
  let data: string[] = [];
  let length = 0;
  const fields: Readonly<Record<string, (value: string) => unknown>> = {
    event: (value) => (event = value),
    data: (value) => data.push(value),
    // The id is sent in a header, which cannot contain control characters. The standard excludes NULL alone.
    id: (value) => /[\0-\x08\x0a-\x1f\x7f]/.test(value) || (id = value),
    retry: (value) => /^\d+$/.test(value) && (resumption.retryMs = Number(value)),
  };
  for await (const line of splitText(withLineFeeds(texts), "\n", check, { ended: true })) {
    check((length += line.length));
    // A line that begins with a colon is a comment, which is parsed as a field with an empty name.
    const [, name = "", value = ""] = /^([^:]*)(?::\x20?([^]*))?$/.exec(line) ?? [];
    if (Object.hasOwn(fields, name)) fields[name]?.(value);
    if (line !== "") continue;
    resumption.id = id;
    if (data.length > 0) yield { event: event || "message", data: data.join("\n"), id };
    event = "";
    data = [];
    length = 0;
  }
}

/** A line ends with CR LF, LF or CR. A CR ends the line at once, since the next bytes may come much later; an LF after it is skipped. */
async function* withLineFeeds(
  texts: AsyncIterable<string>,
): AsyncGenerator<string, void, undefined> {
  let afterReturn = false;
  for await (const text of texts) {
    if (text === "") continue;
    yield (afterReturn && text.startsWith("\n") ? text.slice(1) : text).replace(/\r\n?/g, "\n");
    afterReturn = text.endsWith("\r");
  }
}
