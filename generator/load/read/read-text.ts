import { createReadStream, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { refuse, Refusal } from "../../diagnostics.js";
import { quote } from "../tree/quote.js";
import { limits } from "../documents/limits.js";
import { isHttpUrl, isAbsoluteUri } from "../documents/location.js";
import { readUrl } from "./read-url.js";
import type { SourceText } from "../documents/source.js";
import { isRevision, readRevision } from "./read-revision.js";
import { NotReadableError, readOrdinaryFile } from "./ordinary-file.js";
import { decodeUtf8, readBytes } from "./read-bytes.js";
import type { ResolvedHosts } from "./resolved-hosts.js";

interface Reader {
  readonly name: string;
  readonly reads: (input: string) => boolean;
  readonly read: (input: string, hosts: ResolvedHosts) => Promise<SourceText>;
}

/** The name of standard input on the command line and in a config file. */
export const standardInput = "-";

/** First match wins. */
// prettier-ignore
const readers: readonly Reader[] = [
  { name: "standard input", reads: (input) => input === standardInput,           read: readStandardInput },
  { name: "http URL",       reads: isHttpUrl,                                    read: (input, hosts) => readUrl(input, { hosts }) },
  { name: "file URL",       reads: (input) => /^file:\/\//i.test(input),         read: (input) => readFile(filePathOf(input)) },
  { name: "git revision",   reads: isRevision,                                   read: readRevision },
  { name: "other scheme",   reads: (input) => isAbsoluteUri(input) && input.includes("://"), read: refuseScheme },
  { name: "file",           reads: () => true,                                   read: readFile },
];

/**
 * Reads a text by the path or URL that the user named, without a byte order mark.
 *
 * @throws Refusal - `source-missing`, `source-unreadable` or `source-too-large`
 */
export async function readText(input: string, hosts: ResolvedHosts = new Map()): Promise<SourceText> {
  const reader = readers.find(({ reads }) => reads(input));
  return reader === undefined
    ? refuse("internal", { source: input }, `Nothing reads ${quote(input)}.`)
    : reader.read(input, hosts);
}

function refuseScheme(input: string): never {
  refuse("source-unreadable", { source: input }, "Only files and http or https URLs can be read.", {
    help: "Download it and name the file.",
  });
}

async function readStandardInput(): Promise<SourceText> {
  const bytes = await readBytes(process.stdin, limits.bytes);
  return { name: standardInput, text: decodeUtf8(standardInput, bytes ?? refuseSize(standardInput)) };
}

async function readFile(path: string): Promise<SourceText> {
  const bytes = await bytesOf(path).catch((error: unknown) => refuseFile(path, error));
  return { name: path, text: decodeUtf8(path, bytes ?? refuseSize(path)) };
}

/**
 * Reads a file that a description refers to. Unlike one that the user names, it must be an ordinary file: a pipe would wait for ever.
 *
 * @param realPath - The path without links, which was checked.
 */
export function readReferencedText(path: string, realPath: string): SourceText {
  try {
    return { name: path, text: decodeUtf8(path, readOrdinaryFile(realPath, limits.bytes)) };
  } catch (error) {
    if (!(error instanceof NotReadableError)) throw error instanceof Refusal ? error : refuseFile(path, error);
    return error.reason === "too-large"
      ? refuseSize(path)
      : refuse("source-unreadable", { source: path }, "This is not an ordinary file.");
  }
}

/** Whether a file starts with a byte order mark, which {@link readText} leaves out. */
export function hasByteOrderMark(path: string): boolean {
  return readFileSync(path).subarray(0, 3).equals(byteOrderMark);
}

const byteOrderMark = Buffer.from("\uFEFF");

/** An `async` function, so that an invalid path, for which `createReadStream` throws, becomes a rejection. */
async function bytesOf(path: string): Promise<Buffer | undefined> {
  return readBytes(createReadStream(path), limits.bytes);
}

/** The path in a `file:` URL. */
export function filePathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return refuse("source-missing", { source: url }, "The URL does not name a local file.");
  }
}

function refuseSize(source: string): never {
  refuse("source-too-large", { source }, `The text is larger than ${limits.bytes / 1024 / 1024} MiB.`, {
    help: "Split the description, or leave out what is not needed.",
  });
}

// prettier-ignore
const failures: ReadonlyMap<string, readonly ["source-missing" | "source-unreadable", string]> = new Map([
  ["ENOENT",       ["source-missing", "There is no such file."]],
  ["ENOTDIR",      ["source-missing", "There is no such file: a part of its path is not a folder."]],
  ["EISDIR",       ["source-unreadable", "This is a folder, not a file."]],
  ["EACCES",       ["source-unreadable", "The file may not be read: permission denied."]],
  ["EPERM",        ["source-unreadable", "The file may not be read: permission denied."]],
  ["ENAMETOOLONG", ["source-missing", "There is no such file: the name is too long."]],
  ["ERR_INVALID_ARG_VALUE", ["source-missing", "There is no such file: a file name cannot contain such a character."]],
]);

function refuseFile(path: string, error: unknown): never {
  const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  const [failure, message] = failures.get(reason) ?? ["source-unreadable", `The file cannot be read (${reason}).`];
  refuse(failure, { source: path }, message, { help: "Check the path; it is relative to the folder in which the command runs." });
}
