/** The body of an answer, parsed by what came rather than by what was hoped for. */
export interface Body {
  /** What a caller gets: the JSON value, the text, the bytes of what is neither, or undefined where nothing came. */
  readonly data: unknown;
  /** The value, if the body is JSON. */
  readonly json?: unknown;
  readonly text: string;
  /** Why a text that is labelled as JSON is none. */
  readonly fault?: Error;
}

/** Reads a body to its end. Streams have to be told apart here, before anything is read. */
export async function readBody(response: Response): Promise<Body> {
  const type = response.headers.get("content-type") ?? "";
  if (response.ok && !/^$|^text\/|json|xml|yaml|javascript|urlencoded/i.test(type))
    return readBytes(response);
  const text = await response.text();
  const labelled = /^[^;]*[/+]json\b/i.test(type);
  if (text === "" || !(labelled || (!type && /^\s*[[{"]/.test(text))))
    return { data: text || undefined, text };
  try {
    const json: unknown = JSON.parse(text);
    return { data: json, json, text };
  } catch (error) {
    return { data: text, text, ...(labelled && { fault: error as SyntaxError }) };
  }
}

async function readBytes(response: Response): Promise<Body> {
  const data = await response.blob();
  return { data: data.size > 0 ? data : undefined, text: "" };
}
