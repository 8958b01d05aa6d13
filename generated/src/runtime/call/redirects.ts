import type { CredentialTarget } from "../credentials/credential.js";
import { isOpenHeader, openHeadersOf } from "../values/open-headers.js";
import type { Call } from "./api-request.js";
import { holdsSecret } from "./redact-secrets.js";
import { type FirstSending, sendRequest } from "./send-request.js";

/** As many as browsers follow (the Fetch standard, section 4.4). */
const maximumRedirects = 20;

const redirectStatuses = [301, 302, 303, 307, 308];

/**
 * Sends a request and follows redirects, of GET and HEAD only: after a 301 or 302, `fetch` would resend a POST as a GET and report success.
 * Another origin gets no secrets: the token and the cookies are left out, as by `fetch`; with any other header that may be a secret, or if
 * the target repeats one, the redirect is not followed. One that is not followed, such as the last of too many, is the response.
 */
export async function sendFollowing(
  call: Call,
  first: FirstSending,
  signal: AbortSignal,
): Promise<Response> {
  const follows = /^(GET|HEAD)$/.test(call.summary.method);
  let current = first;
  for (let redirects = 0; ; redirects++) {
    const response = await sendRequest(call, { ...current, redirect: "manual" }, signal);
    if (!follows || redirects === maximumRedirects) return response;
    if (response.type === "opaqueredirect") {
      // Browsers hide the target, but also leave out the token.
      const follow = current.url === call.url && mayLeave(current.headers);
      return follow
        ? await sendRequest(call, { ...current, onNotSent: undefined, redirect: "follow" }, signal)
        : response;
    }
    const next = nextTarget(response, current, call);
    if (!next) return response;
    response.body?.cancel().catch(() => undefined);
    current = next;
  }
}

/** Headers that are left out for another origin. */
const ownHeaders = ["authorization", "cookie", "proxy-authorization"];

function mayLeave(headers: Headers): boolean {
  return [...headers.keys()].every((name) => isOpenHeader(name) || ownHeaders.includes(name));
}

function nextTarget(
  response: Response,
  { url, headers }: CredentialTarget,
  call: Call,
): CredentialTarget | undefined {
  const location = response.headers.get("location");
  if (location === null || !redirectStatuses.includes(response.status)) return undefined;
  try {
    const next = new URL(utf8(location), url);
    if (!/^https?:$/.test(next.protocol) || next.username !== "" || next.password !== "")
      return undefined;
    next.hash = "";
    if (next.origin === new URL(url).origin) return { url: next.href, headers };
    return mayLeave(headers) && !holdsSecret(next, call)
      ? { url: next.href, headers: openHeadersOf(headers) }
      : undefined;
  } catch {
    // The target is no URL, or there is no base for a relative one.
    return undefined;
  }
}

/** Headers are received as Latin-1, one character for each byte. */
function utf8(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
}
