import type { IncomingMessage, ServerResponse } from "node:http";
import type { FakeResponse, Delivery, ReceivedRequest, ConnectionFault } from "../store/requests-and-responses.js";

/** Reads requests from sockets and writes responses to them. */

export async function readRequest(message: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk as Uint8Array));
  const { method = "", url = "", headers } = message;
  return { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
}

type Send = (response: ServerResponse, content: FakeResponse) => void;

/** One row for each fault of the connection. A stalled response ends when the fake is closed. */
const connectionFaults: Readonly<Record<ConnectionFault, Send>> = {
  drop: (response) => void response.socket?.destroy(),
  cut: (response, content) => sendHalf(response, content, () => void response.socket?.destroy()),
  stall: () => undefined,
  "stall-in-body": (response, content) => sendHalf(response, content, () => undefined),
};

export async function sendResponse(
  response: ServerResponse,
  { response: content, delayMs, connection }: Delivery,
): Promise<void> {
  if (delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, delayMs));
  (connection ? connectionFaults[connection] : send)(response, content);
}

function send(response: ServerResponse, { status, headers, body }: FakeResponse): void {
  // A 204 has no body and no content-length.
  const length = status === 204 ? {} : { "content-length": String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...headers, ...length }).end(status === 204 ? undefined : body);
}

/** Sends a content-length and only the first half of the body. */
function sendHalf(response: ServerResponse, { status, headers, body }: FakeResponse, then: () => void): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "content-length": String(bytes.length) });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), then);
}
