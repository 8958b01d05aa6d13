import type { IncomingMessage, ServerResponse } from "node:http";
import type { FakeResponse, Delivery, ReceivedRequest, ConnectionFault } from "../store/requests-and-responses.js";

/** Between sockets and values: the only part of the fake that touches bytes. */

export async function readRequest(message: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk as Uint8Array));
  const { method = "", url = "", headers } = message;
  return { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
}

type Send = (response: ServerResponse, answer: FakeResponse) => void;

/** One row a trouble; a stalled answer ends when the fake is closed. */
const connectionFaults: Readonly<Record<ConnectionFault, Send>> = {
  drop: (response) => void response.socket?.destroy(),
  cut: (response, answer) => sendHalf(response, answer, () => void response.socket?.destroy()),
  stall: () => undefined,
  "stall-in-body": (response, answer) => sendHalf(response, answer, () => undefined),
};

export async function sendResponse(response: ServerResponse, { answer, delayMs, connection }: Delivery): Promise<void> {
  if (delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, delayMs));
  (connection ? connectionFaults[connection] : send)(response, answer);
}

function send(response: ServerResponse, { status, headers, body }: FakeResponse): void {
  // A 204 has no body, and so no length of one.
  const length = status === 204 ? {} : { "content-length": String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...headers, ...length }).end(status === 204 ? undefined : body);
}

/** Promises the whole length and sends the first half of it. */
function sendHalf(response: ServerResponse, { status, headers, body }: FakeResponse, then: () => void): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "content-length": String(bytes.length) });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), then);
}
