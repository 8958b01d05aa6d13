import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, relative, sep } from "node:path";
import { type Diagnostic, diagnostic, refuse, Refusal } from "../../diagnostics.js";
import { quote } from "../tree/quote.js";
import { isHttpUrl, isAbsoluteUri } from "../documents/location.js";
import { readUrl } from "./read-url.js";
import { filePathOf, readText, standardInput } from "./read-text.js";
import type { ReadReferencedDocument, DocumentRequest, SourceText } from "../documents/source.js";

/** What may be read beside the description: hosts, addresses up to a slash, folders. */
export interface AllowedSources {
  readonly hosts: ReadonlySet<string>;
  readonly addresses: readonly URL[];
  readonly folders: readonly string[];
}

/**
 * What a description may refer to: what lies in its folder, or below its address, and what the user allows by name. A name with a slash, or
 * one that starts with a dot, is a folder; with `://` it is an address; otherwise it is a host.
 */
export function allowedSources(description: string, names: readonly string[]): AllowedSources {
  const own = isHttpUrl(description) ? [new URL(".", description)] : [];
  const addresses = names.filter((name) => isHttpUrl(name)).flatMap((name) => (URL.canParse(name) ? [new URL(name)] : []));
  const folders = names.filter((name) => isFolderName(name));
  const hosts = names.filter((name) => !isHttpUrl(name) && !folders.includes(name));
  return {
    hosts: new Set(hosts.map((host) => host.toLowerCase())),
    addresses: [...own, ...addresses],
    folders: isHttpUrl(description) ? folders : [description === standardInput ? "." : dirname(description), ...folders],
  };
}

/** Whether a name to allow is a folder rather than a host. */
export function isFolderName(name: string): boolean {
  return !isAbsoluteUri(name) && /^\.|[/\\]/.test(name);
}

/** Reads what a description refers to, where that is allowed; anything else is refused at the reference, and not touched. */
export function referencedDocumentReader(description: string, names: readonly string[]): ReadReferencedDocument {
  const permissions = allowedSources(description, names);
  return async (request) => {
    try {
      return await (isHttpUrl(request.location) ? readLinked(request, permissions) : readFileIn(request, permissions));
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      const [first, ...rest] = thrown.diagnostics.map((fault) => atReference(fault, request));
      throw first === undefined ? thrown : new Refusal([first, ...rest]);
    }
  };
}

async function readLinked({ location, reference, place }: DocumentRequest, permissions: AllowedSources): Promise<SourceText> {
  const permits = (url: URL) => isAllowedUrl(url, permissions);
  const url = new URL(location);
  if (!permits(url)) forbid(reference, place, `the host ${quote(url.host)}`, url.host);
  return readUrl(location, { isAllowed: permits });
}

export function isAllowedUrl(url: URL, { hosts, addresses }: AllowedSources): boolean {
  if (hosts.has(url.host) || hosts.has(url.hostname)) return true;
  return addresses.some(({ origin, pathname }) => url.origin === origin && (pathname.endsWith("/") ? url.pathname.startsWith(pathname) : url.pathname === pathname || url.pathname.startsWith(`${pathname}/`))); // prettier-ignore
}

async function readFileIn({ location, reference, place }: DocumentRequest, { folders }: AllowedSources): Promise<SourceText> {
  if (isAbsoluteUri(location) && !location.startsWith("file:"))
    refuse("ref-unsupported", place, `${quote(reference)} refers to something that is neither a file nor an http URL.`);
  const path = location.startsWith("file:") ? filePathOf(location) : location;
  // What is named outside is not even looked for; a link that leads outside is outside, whatever its name says.
  const real = isInside(path, folders) ? await realpath(path).catch(() => undefined) : undefined;
  const inReality = real === undefined || isInside(real, await Promise.all(folders.map(realFolder)));
  if (!isInside(path, folders) || !inReality)
    forbid(reference, place, "a file outside the folder of the description", folderOf(path));
  return readText(path);
}

function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}

function isInside(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => isBelow(relative(folder, path)));
}

function isBelow(way: string): boolean {
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function folderOf(path: string): string {
  const folder = dirname(path);
  return isFolderName(folder) ? folder : `./${folder}`;
}

function forbid(reference: string, place: DocumentRequest["place"], what: string, name: string): never {
  refuse("ref-forbidden", place, `${quote(reference)} refers to ${what}, which may not be read.`, {
    help: `Allow it by name: ${quote(`--allow-ref ${name}`)}.`,
  });
}

/** What is wrong with a whole document is told where it is referred to. */
function atReference(fault: Diagnostic, { reference, place }: DocumentRequest): Diagnostic {
  if (fault.place?.offset !== undefined) return fault;
  const message = `${quote(reference)} cannot be read: ${fault.message}`;
  return fault.code === "source-missing" ? diagnostic("ref-dangling", place, message) : { ...fault, message, place };
}
