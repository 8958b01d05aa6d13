import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, relative, sep } from "node:path";
import { type Diagnostic, diagnostic, refuse, Refusal } from "../../diagnostics.js";
import { quote } from "../tree/quote.js";
import { isAddress, isUri } from "../documents/location.js";
import { readAddress } from "./read-address.js";
import { pathOf, readText, standardInput } from "./read-text.js";
import type { ReadReferenced, Request, Text } from "../documents/source.js";

/** What may be read beside the description: hosts, addresses up to a slash, folders. */
export interface Allowed {
  readonly hosts: ReadonlySet<string>;
  readonly addresses: readonly URL[];
  readonly folders: readonly string[];
}

/**
 * What a description may refer to: what lies in its folder, or below its address, and what the user allows by name. A name with a slash, or
 * one that starts with a dot, is a folder; with `://` it is an address; otherwise it is a host.
 */
export function allowed(description: string, names: readonly string[]): Allowed {
  const own = isAddress(description) ? [new URL(".", description)] : [];
  const addresses = names.filter((name) => isAddress(name)).flatMap((name) => (URL.canParse(name) ? [new URL(name)] : []));
  const folders = names.filter((name) => isFolderName(name));
  const hosts = names.filter((name) => !isAddress(name) && !folders.includes(name));
  return {
    hosts: new Set(hosts.map((host) => host.toLowerCase())),
    addresses: [...own, ...addresses],
    folders: isAddress(description) ? folders : [description === standardInput ? "." : dirname(description), ...folders],
  };
}

/** Whether a name to allow is a folder rather than a host. */
export function isFolderName(name: string): boolean {
  return !isUri(name) && /^\.|[/\\]/.test(name);
}

/** Reads what a description refers to, where that is allowed; anything else is refused at the reference, and not touched. */
export function referencedReader(description: string, names: readonly string[]): ReadReferenced {
  const permissions = allowed(description, names);
  return async (request) => {
    try {
      return await (isAddress(request.location) ? readLinked(request, permissions) : readFileIn(request, permissions));
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      const [first, ...rest] = thrown.diagnostics.map((fault) => atReference(fault, request));
      throw first === undefined ? thrown : new Refusal([first, ...rest]);
    }
  };
}

async function readLinked({ location, reference, place }: Request, permissions: Allowed): Promise<Text> {
  const permits = (url: URL) => isPermitted(url, permissions);
  const url = new URL(location);
  if (!permits(url)) forbid(reference, place, `the host ${quote(url.host)}`, url.host);
  return readAddress(location, { permits });
}

export function isPermitted(url: URL, { hosts, addresses }: Allowed): boolean {
  if (hosts.has(url.host) || hosts.has(url.hostname)) return true;
  return addresses.some(({ origin, pathname }) => url.origin === origin && (pathname.endsWith("/") ? url.pathname.startsWith(pathname) : url.pathname === pathname || url.pathname.startsWith(`${pathname}/`))); // prettier-ignore
}

async function readFileIn({ location, reference, place }: Request, { folders }: Allowed): Promise<Text> {
  if (isUri(location) && !location.startsWith("file:"))
    refuse("ref-unsupported", place, `${quote(reference)} refers to something that is neither a file nor an address of http.`);
  const path = location.startsWith("file:") ? pathOf(location) : location;
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

function forbid(reference: string, place: Request["place"], what: string, name: string): never {
  refuse("ref-forbidden", place, `${quote(reference)} refers to ${what}, which may not be read.`, {
    help: `Allow it by name: ${quote(`--allow-ref ${name}`)}.`,
  });
}

/** What is wrong with a whole document is told where it is referred to. */
function atReference(fault: Diagnostic, { reference, place }: Request): Diagnostic {
  if (fault.place?.offset !== undefined) return fault;
  const message = `${quote(reference)} cannot be read: ${fault.message}`;
  return fault.code === "source-missing" ? diagnostic("ref-dangling", place, message) : { ...fault, message, place };
}
