import type { IncomingHttpHeaders } from "node:http";

/** A request exactly as the fake received it. */
export interface ReceivedRequest {
  readonly method: string;
  /** The path and the query as they were sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A complete response, before any fault. */
export interface FakeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A response and how it is sent. */
export interface Delivery {
  readonly response: FakeResponse;
  readonly delayMs?: number;
  /** `drop`: the connection is closed without a response; `cut`: closed after half of the body; `stall`, `stall-in-body`: nothing more is sent. */
  readonly connection?: ConnectionFault;
}

export type ConnectionFault = "drop" | "cut" | "stall" | "stall-in-body";

const jsonHeaders = { "content-type": "application/json;charset=utf-8" };

export function json(status: number, value: unknown): FakeResponse {
  return { status, headers: jsonHeaders, body: JSON.stringify(value) };
}

export const noContent: FakeResponse = { status: 204, headers: {}, body: "" };

export function withHeaders(response: FakeResponse, headers: Readonly<Record<string, string>>): FakeResponse {
  return { ...response, headers: { ...response.headers, ...headers } };
}
