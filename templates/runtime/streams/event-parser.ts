/** A server-sent event. */
export interface ServerSentEvent<Data> {
  /** What kind of event it is: `message` where the service says nothing. */
  readonly event: string;
  readonly data: Data;
  /** The id of this event, or of the last one that had one; empty where none has. */
  readonly id: string;
}

/** What outlives a connection: where a new one has to go on, and how long to wait before it. */
export interface Resumption {
  id: string;
  retryMs: number | undefined;
}

/** Parses an event stream (WHATWG HTML, sections 9.2.5 and 9.2.6). An event that its end does not follow is none. */
export async function* parseEvents(
  texts: AsyncIterable<string>,
  resumption: Resumption,
): AsyncGenerator<ServerSentEvent<string>, void, undefined> {
  let { id } = resumption;
  let event = "";
  let data: string[] = [];
  const fields: Readonly<Record<string, (value: string) => unknown>> = {
    event: (value) => (event = value),
    data: (value) => data.push(value),
    id: (value) => value.includes("\0") || (id = value),
    retry: (value) => /^\d+$/.test(value) && (resumption.retryMs = Number(value)),
  };
  for await (const line of linesOf(texts)) {
    // A line that begins with a colon is a comment: a field without a name.
    const [, name = "", value = ""] = /^([^:]*)(?::\x20?(.*))?$/s.exec(line) ?? [];
    if (Object.hasOwn(fields, name)) fields[name]?.(value);
    if (line !== "") continue;
    resumption.id = id;
    if (data.length > 0) yield { event: event || "message", data: data.join("\n"), id };
    event = "";
    data = [];
  }
}

/** A line ends with CR LF, LF or CR. A CR is taken at once, for nothing may follow it for hours; an LF after it belongs to it. */
async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let rest = "";
  let afterReturn = false;
  for await (const text of texts) {
    if (text === "") continue;
    const lines = (rest + (afterReturn && text.startsWith("\n") ? text.slice(1) : text)).split(/\r\n|[\r\n]/);
    afterReturn = text.endsWith("\r");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
