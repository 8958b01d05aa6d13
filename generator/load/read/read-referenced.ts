import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, relative, sep } from "node:path";
import { type Diagnostic, diagnostic, refuse, Refusal } from "../../diagnostics.js";
import { quote } from "../tree/quote.js";
import { isHttpUrl, isAbsoluteUri, revisionFileOf } from "../documents/location.js";
import { readRevision } from "./read-revision.js";
import { readUrl } from "./read-url.js";
import { filePathOf, readReferencedText, standardInput } from "./read-text.js";
import type { ResolvedHosts } from "./resolved-hosts.js";
import type { ReadReferencedDocument, DocumentRequest, SourceText } from "../documents/source.js";

/** Sources from which referenced documents may be read. */
export interface AllowedSources {
  readonly hosts: ReadonlySet<string>;
  /** A URL that ends with a slash allows all URLs below it. */
  readonly urls: readonly URL[];
  readonly folders: readonly string[];
}

/**
 * A description may refer to documents in its own folder, or below its own URL, and to sources that the user allows. A name with `://` is a
 * URL; one with a slash or a leading dot is a folder; any other is a host.
 */
export function allowedSources(description: string, names: readonly string[]): AllowedSources {
  const own = isHttpUrl(description) ? [new URL(".", description)] : [];
  const urls = names.filter((name) => isHttpUrl(name)).flatMap((name) => (URL.canParse(name) ? [new URL(name)] : []));
  const folders = names.filter((name) => isFolderName(name));
  const hosts = names.filter((name) => !isHttpUrl(name) && !folders.includes(name));
  return {
    hosts: new Set(hosts.map((host) => host.toLowerCase())),
    urls: [...own, ...urls],
    folders: isHttpUrl(description) ? folders : [description === standardInput ? "." : dirname(description), ...folders],
  };
}

/** Whether an allowed name is a folder rather than a host. */
export function isFolderName(name: string): boolean {
  return !isAbsoluteUri(name) && /^\.|[/\\]/.test(name);
}

/** Makes a reader for referenced documents. What is not allowed is refused at the reference, without accessing it. */
export function referencedDocumentReader(
  description: string,
  names: readonly string[],
  hosts: ResolvedHosts = new Map(),
): ReadReferencedDocument {
  const committed = revisionFileOf(description);
  const sources = allowedSources(committed?.path ?? description, names);
  return async (request) => {
    try {
      if (isHttpUrl(request.location)) return await readReferencedUrl(request, sources, hosts);
      return await (committed === undefined
        ? readReferencedFile(request, sources)
        : readReferencedRevision(request, committed.revision, sources));
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      const [first, ...rest] = thrown.diagnostics.map((fault) => atReference(fault, request));
      throw first === undefined ? thrown : new Refusal([first, ...rest]);
    }
  };
}

async function readReferencedUrl(
  { location, reference, place }: DocumentRequest,
  sources: AllowedSources,
  hosts: ResolvedHosts,
): Promise<SourceText> {
  const isAllowed = (url: URL) => isAllowedUrl(url, sources);
  const url = new URL(location);
  if (!isAllowed(url)) forbid(reference, place, `the host ${quote(url.host)}`, url.host);
  return readUrl(location, { isAllowed, hosts });
}

export function isAllowedUrl(url: URL, { hosts, urls }: AllowedSources): boolean {
  if (hosts.has(url.host) || hosts.has(url.hostname)) return true;
  return urls.some(({ origin, pathname }) => url.origin === origin && (pathname.endsWith("/") ? url.pathname.startsWith(pathname) : url.pathname === pathname || url.pathname.startsWith(`${pathname}/`))); // prettier-ignore
}

async function readReferencedFile(
  { location, reference, place }: DocumentRequest,
  { folders }: AllowedSources,
): Promise<SourceText> {
  if (isAbsoluteUri(location) && !location.startsWith("file:"))
    refuse("ref-unsupported", place, `${quote(reference)} refers to something that is neither a file nor an http URL.`);
  const path = location.startsWith("file:") ? filePathOf(location) : location;
  // A path outside of the folders is not accessed at all; a symbolic link inside must not lead outside.
  const realPath = isInside(path, folders) ? await realpath(path).catch(() => undefined) : undefined;
  const isReallyInside = realPath === undefined || isInside(realPath, await Promise.all(folders.map(realFolder)));
  if (!isInside(path, folders) || !isReallyInside)
    forbid(reference, place, "a file outside the folder of the description", folderOf(path));
  return readReferencedText(path, realPath ?? path);
}

/** What a description of a revision refers to is read from that revision, never from the work tree. */
async function readReferencedRevision(
  { location, reference, place }: DocumentRequest,
  revision: string,
  { folders }: AllowedSources,
): Promise<SourceText> {
  const file = revisionFileOf(location);
  if (file?.revision !== revision)
    refuse("ref-unsupported", place, `${quote(reference)} refers to something that is not a file of the revision.`);
  if (!isInside(file.path, folders))
    forbid(reference, place, "a file outside the folder of the description", folderOf(file.path));
  return readRevision(location);
}

function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}

function isInside(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => isBelow(relative(folder, path)));
}

function isBelow(relativePath: string): boolean {
  return relativePath !== "" && relativePath !== ".." && !relativePath.startsWith(`..${sep}`) && !isAbsolute(relativePath);
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

/** A fault of a whole document is reported at the reference to it. */
function atReference(fault: Diagnostic, { reference, place }: DocumentRequest): Diagnostic {
  if (fault.place?.offset !== undefined) return fault;
  const message = `${quote(reference)} cannot be read: ${fault.message}`;
  return fault.code === "source-missing" ? diagnostic("ref-dangling", place, message) : { ...fault, message, place };
}
