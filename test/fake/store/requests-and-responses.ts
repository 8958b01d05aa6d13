import type { IncomingHttpHeaders } from "node:http";

/** A request as the fake saw it, whole: nothing is decoded and nothing left out. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query as they came over the wire. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a handler gives: a whole answer that nothing has gone wrong with yet. */
export interface FakeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What becomes of an answer on its way: sent as it is, or not. */
export interface Delivery {
  readonly answer: FakeResponse;
  readonly delayMs?: number;
  /** `drop`: no byte; `cut`: half of the body, then the end of the connection; `stall`, `stall-in-body`: silence. */
  readonly connection?: ConnectionFault;
}

export type ConnectionFault = "drop" | "cut" | "stall" | "stall-in-body";

const jsonHeaders = { "content-type": "application/json;charset=utf-8" };

export function json(status: number, value: unknown): FakeResponse {
  return { status, headers: jsonHeaders, body: JSON.stringify(value) };
}

export const noContent: FakeResponse = { status: 204, headers: {}, body: "" };

export function withHeaders(answer: FakeResponse, headers: Readonly<Record<string, string>>): FakeResponse {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
