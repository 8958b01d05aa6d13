import { lookup } from "node:dns";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { refuse, Refusal } from "../../diagnostics.js";
import { quote } from "../tree/quote.js";
import { limits } from "../documents/limits.js";
import { isPrivateAddress } from "./private-addresses.js";
import type { SourceText } from "../documents/source.js";
import { decodeUtf8, readBytes } from "./read-bytes.js";

/** What reading an address may cost, and where a redirect may lead. */
export interface UrlReadOptions {
  readonly bytes: number;
  readonly redirects: number;
  /** For everything: connecting, redirects, the body. */
  readonly milliseconds: number;
  /** Whether a redirect may lead there. */
  readonly isAllowed: (url: URL) => boolean;
}

const conditions: UrlReadOptions = { ...limits.address, bytes: limits.bytes, isAllowed: () => true };

/**
 * Reads a text from an address that the user named, or allowed by name. Where a redirect leads to another host, that must not be on a private
 * network: a server elsewhere could otherwise ask for what only this machine can see.
 *
 * @returns The text under the address that it came from in the end.
 */
export async function readUrl(address: string, changes: Partial<UrlReadOptions> = {}): Promise<SourceText> {
  const { bytes, redirects, milliseconds, isAllowed: permits } = { ...conditions, ...changes };
  const signal = AbortSignal.timeout(milliseconds);
  const named = URL.canParse(address) ? new URL(address) : refuse("source-missing", { source: address }, "This is not a valid URL.");
  const source = withoutSecrets(named);
  let url = named;
  try {
    for (let hop = 0; hop <= redirects; hop++) {
      const response = await open(url, url.hostname !== named.hostname, signal);
      const next = redirectOf(response, url);
      if (next === undefined) return { name: withoutSecrets(url), text: await textOf(response, source, bytes) };
      response.destroy();
      refuseUnpermitted(next, url, source, permits);
      url = next;
    }
  } catch (thrown) {
    if (thrown instanceof Refusal) throw thrown;
    refuse("source-unreadable", { source }, reasonOf(thrown, signal, milliseconds));
  }
  return refuse("source-unreadable", { source }, `The server redirects more than ${redirects} times.`);
}

const requests = new Map([
  ["http:", requestHttp],
  ["https:", requestHttps],
]);

/** `guarded` looks at every IP address that the name stands for, at the moment of the connection and not before it. */
function open(url: URL, guarded: boolean, signal: AbortSignal): Promise<IncomingMessage> {
  if (guarded && isPrivateAddress(url.hostname)) throw new PrivateAddress(url.hostname);
  const request = requests.get(url.protocol) ?? requestHttps;
  const headers = { accept: "application/json, application/yaml, text/yaml, */*;q=0.1", "accept-encoding": "identity" };
  return new Promise((resolve, reject) => {
    request(url, { signal, headers, agent: false, ...(guarded && { lookup: guardedLookup }) }, resolve)
      .on("error", reject)
      .end();
  });
}

class PrivateAddress extends Error {
  constructor(readonly host: string) {
    super(`The server redirects to ${quote(host)}, which is on a private network.`);
  }
}

const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, options, (error, address, family) => {
    const found = Array.isArray(address) ? address.map((each) => each.address) : [address];
    if (error === null && found.some(isPrivateAddress)) callback(new PrivateAddress(hostname), "");
    else callback(error, address, family);
  });
};

const redirecting: ReadonlySet<number | undefined> = new Set([301, 302, 303, 307, 308]);

function redirectOf({ statusCode, headers: { location } }: IncomingMessage, url: URL): URL | undefined {
  if (!redirecting.has(statusCode) || location === undefined || !URL.canParse(location, url.href)) return undefined;
  return new URL(location, url);
}

function refuseUnpermitted(next: URL, from: URL, source: string, permits: UrlReadOptions["isAllowed"]): void {
  const to = quote(withoutSecrets(next));
  if (!requests.has(next.protocol) || (from.protocol === "https:" && next.protocol === "http:"))
    refuse("source-unreadable", { source }, `The server redirects to ${to}, which is less secure than the requested URL.`);
  if (!permits(next))
    refuse("ref-forbidden", { source }, `The server redirects to ${to}, which may not be read.`, {
      help: `Allow it by name: \`--allow-ref ${next.host}\`.`,
    });
}

async function textOf(response: IncomingMessage, source: string, most: number): Promise<string> {
  const { statusCode = 0, statusMessage = "", headers } = response;
  if (statusCode !== 200) {
    response.destroy();
    const missing = statusCode === 404 || statusCode === 410;
    refuse(missing ? "source-missing" : "source-unreadable", { source }, `The server responds with the status ${statusCode} ${statusMessage}.`); // prettier-ignore
  }
  if ((headers["content-encoding"] ?? "identity") !== "identity") {
    response.destroy();
    refuse("source-unreadable", { source }, "The server sent a compressed response, although none was requested.");
  }
  const bytes = await readBytes(response, most);
  if (bytes === undefined) refuse("source-too-large", { source }, `The text is larger than ${most / 1024 / 1024} MiB.`);
  return decodeUtf8(source, bytes);
}

function reasonOf(thrown: unknown, signal: AbortSignal, milliseconds: number): string {
  if (thrown instanceof PrivateAddress) return thrown.message;
  if (signal.aborted) return `The server did not respond within ${milliseconds / 1000} seconds.`;
  const reason = thrown instanceof Error && "code" in thrown ? String(thrown.code) : String(thrown);
  return `The URL cannot be read (${reason}).`;
}

/** An address as it may be shown. */
function withoutSecrets(url: URL): string {
  const shown = new URL(url);
  shown.username = "";
  shown.password = "";
  return shown.href;
}
