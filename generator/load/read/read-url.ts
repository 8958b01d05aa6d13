import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { refuse, Refusal } from "../../diagnostics.js";
import { quote } from "../tree/quote.js";
import { limits } from "../documents/limits.js";
import { isPrivateAddress } from "./private-addresses.js";
import { lookupIn, PrivateAddressError, newHosts, type ResolvedHosts } from "./resolved-hosts.js";
import type { SourceText } from "../documents/source.js";
import { decodeUtf8, readBytes } from "./read-bytes.js";

/** Limits for reading a URL. */
export interface UrlReadOptions {
  readonly bytes: number;
  readonly redirects: number;
  /** For the whole read: connecting, redirects, the body. */
  readonly milliseconds: number;
  /** Whether a redirect to this URL may be followed. */
  readonly isAllowed: (url: URL) => boolean;
  /** The hosts that this run has read from. */
  readonly hosts: ResolvedHosts;
}

const defaults: Omit<UrlReadOptions, "hosts"> = { ...limits.url, bytes: limits.bytes, isAllowed: () => true };

/**
 * Reads a text from a URL that the user named or allowed. A redirect to another host must not lead to a private network: otherwise a server
 * could make this machine read what only this machine can access. A redirect to the same host goes to the address that was connected to before.
 *
 * @returns The text, named after the URL of the last redirect.
 */
export async function readUrl(address: string, options: Partial<UrlReadOptions> = {}): Promise<SourceText> {
  const { bytes, redirects, milliseconds, isAllowed } = { ...defaults, ...options };
  const hosts = options.hosts ?? newHosts();
  const signal = AbortSignal.timeout(milliseconds);
  const first = URL.canParse(address)
    ? new URL(address)
    : refuse("source-missing", { source: address }, "This is not a valid URL.");
  const source = withoutCredentials(first);
  let url = first;
  try {
    for (let hop = 0; hop <= redirects; hop++) {
      const response = await open(url, url.hostname !== first.hostname, hosts, signal);
      const next = redirectOf(response, url);
      if (next === undefined) return { name: withoutCredentials(url), text: await textOf(response, source, bytes) };
      response.destroy();
      checkRedirect(next, url, source, isAllowed);
      url = next;
    }
  } catch (thrown) {
    if (thrown instanceof Refusal) throw thrown;
    refuse("source-unreadable", { source }, reasonOf(thrown, signal, milliseconds), {
      help: "Check the address and the network, or download the file and name that.",
    });
  }
  return refuse("source-unreadable", { source }, `The server redirects more than ${redirects} times.`, {
    help: "Name the address to which it redirects in the end, or download the file and name that.",
  });
}

interface Protocol {
  readonly request: (url: URL, options: RequestOptions, callback: (response: IncomingMessage) => void) => ClientRequest;
}

/** Loaded only by a run that reads a URL. */
const protocols = new Map<string, () => Promise<Protocol>>([
  ["http:", () => import("node:http")],
  ["https:", () => import("node:https")],
]);

async function open(url: URL, rejectPrivate: boolean, hosts: ResolvedHosts, signal: AbortSignal): Promise<IncomingMessage> {
  if (rejectPrivate && isPrivateAddress(url.hostname)) throw new PrivateAddressError(url.hostname);
  const { request } = await (protocols.get(url.protocol) ?? (() => import("node:https")))();
  const headers = { accept: "application/json, application/yaml, text/yaml, */*;q=0.1", "accept-encoding": "identity" };
  return new Promise((resolve, reject) => {
    request(url, { signal, headers, agent: false, lookup: lookupIn(hosts, rejectPrivate) }, resolve)
      .on("error", reject)
      .end();
  });
}

const redirectStatuses: ReadonlySet<number | undefined> = new Set([301, 302, 303, 307, 308]);

function redirectOf({ statusCode, headers: { location } }: IncomingMessage, url: URL): URL | undefined {
  if (!redirectStatuses.has(statusCode) || location === undefined || !URL.canParse(location, url.href)) return undefined;
  return new URL(location, url);
}

function checkRedirect(next: URL, from: URL, source: string, isAllowed: UrlReadOptions["isAllowed"]): void {
  const to = quote(withoutCredentials(next));
  if (!protocols.has(next.protocol) || (from.protocol === "https:" && next.protocol === "http:"))
    refuse("source-unreadable", { source }, `The server redirects to ${to}, which is less secure than the requested URL.`, {
      help: "Name that address itself if you trust it, or download the file and name that.",
    });
  if (!isAllowed(next))
    refuse("ref-forbidden", { source }, `The server redirects to ${to}, which may not be read.`, {
      help: `Allow it by name: \`--allow-ref ${next.host}\`.`,
    });
}

async function textOf(response: IncomingMessage, source: string, maxBytes: number): Promise<string> {
  const { statusCode = 0, statusMessage = "", headers } = response;
  if (statusCode !== 200) {
    response.destroy();
    const missing = statusCode === 404 || statusCode === 410;
    refuse(missing ? "source-missing" : "source-unreadable", { source }, `The server responds with the status ${statusCode} ${statusMessage}.`, { help: "Check the address. If it needs a login, download the file and name that." }); // prettier-ignore
  }
  if ((headers["content-encoding"] ?? "identity") !== "identity") {
    response.destroy();
    refuse("source-unreadable", { source }, "The server sent a compressed response, although none was requested.");
  }
  const bytes = await readBytes(response, maxBytes);
  if (bytes === undefined) refuse("source-too-large", { source }, `The text is larger than ${maxBytes / 1024 / 1024} MiB.`);
  return decodeUtf8(source, bytes);
}

function reasonOf(thrown: unknown, signal: AbortSignal, milliseconds: number): string {
  if (thrown instanceof PrivateAddressError) return thrown.message;
  if (signal.aborted) return `The server did not respond within ${milliseconds / 1000} seconds.`;
  const reason = thrown instanceof Error && "code" in thrown ? String(thrown.code) : String(thrown);
  return `The URL cannot be read (${reason}).`;
}

/** A URL without user name and password, for messages. */
function withoutCredentials(url: URL): string {
  const publicUrl = new URL(url);
  publicUrl.username = "";
  publicUrl.password = "";
  return publicUrl.href;
}
