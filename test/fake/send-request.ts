import type { Fake } from "./fake.js";

/** A response; the body is parsed if it is JSON. */
export interface ReceivedResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Sends a request to a fake without a client. A path that begins with a slash is used as it is. */
export async function sendRequest(
  fake: Fake,
  request: string,
  body?: unknown,
  token: string = fake.token,
): Promise<ReceivedResponse> {
  const [method = "", path = ""] = request.split(" ");
  const url = path.startsWith("/") ? path : `/crm/v3/objects/partner_clients${path === "." ? "" : `/${path}`}`;
  const response = await fetch(fake.url + url, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  return { status: response.status, headers: response.headers, body: isJson && text !== "" ? JSON.parse(text) : text };
}

/** A clock that stands still, so that expected bodies can be written down. */
export const noon = "2026-01-01T12:00:00.000Z";
export const now = () => new Date(noon);

/** The properties that every record in a response has. */
export function readOnlyProperties(id: string): Record<string, string> {
  return { hs_createdate: noon, hs_lastmodifieddate: noon, hs_object_id: id };
}
