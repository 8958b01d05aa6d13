import { createReadStream } from "node:fs";
import { refuse } from "../diagnostics.js";
import { code } from "./fields.js";
import { limits } from "./limits.js";
import type { Text } from "./source.js";

interface Reader {
  readonly name: string;
  readonly reads: (input: string) => boolean;
  readonly read: (input: string) => Promise<Text>;
}

/** Where a text can come from; first match wins. */
// prettier-ignore
const readers: readonly Reader[] = [
  { name: "address", reads: (input) => /^[a-z][a-z\d+.-]+:\/\//i.test(input), read: refuseAddress },
  { name: "file",    reads: () => true,                                       read: readFile },
];

/**
 * Reads a text by the name that the user gave it, without a byte order mark.
 *
 * @throws Refusal - `source-missing`, `source-unreadable` or `source-too-large`
 */
export async function readText(input: string): Promise<Text> {
  const reader = readers.find(({ reads }) => reads(input));
  return reader === undefined ? refuse("internal", { source: input }, `Nothing reads ${code(input)}.`) : reader.read(input);
}

function refuseAddress(input: string): never {
  refuse("source-unreadable", { source: input }, "Descriptions are read from files, not from addresses.", {
    help: "Download it and name the file.",
  });
}

async function readFile(path: string): Promise<Text> {
  const bytes = await readBytes(path).catch((error: unknown) => refuseFile(path, error));
  if (bytes === undefined) {
    refuse("source-too-large", { source: path }, `The file is larger than ${limits.bytes / 1024 / 1024} MiB.`, {
      help: "Split the description, or leave out what is not needed.",
    });
  }
  return { name: path, text: decode(path, bytes) };
}

/** Reads until the bound, not until the size that a directory entry claims; undefined where the file is larger. */
async function readBytes(path: string): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limits.bytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

// prettier-ignore
const failures: ReadonlyMap<string, readonly ["source-missing" | "source-unreadable", string]> = new Map([
  ["ENOENT",       ["source-missing", "There is no such file."]],
  ["ENOTDIR",      ["source-missing", "There is no such file: a part of its path is no folder."]],
  ["EISDIR",       ["source-unreadable", "This is a folder, not a file."]],
  ["EACCES",       ["source-unreadable", "The file may not be read: permission denied."]],
  ["EPERM",        ["source-unreadable", "The file may not be read: permission denied."]],
  ["ENAMETOOLONG", ["source-missing", "There is no such file: the name is too long."]],
]);

function refuseFile(path: string, error: unknown): never {
  const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  const [failure, message] = failures.get(reason) ?? ["source-unreadable", `The file cannot be read (${reason}).`];
  refuse(failure, { source: path }, message, { help: "Check the path; it is relative to the folder in which the command runs." });
}

function decode(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    refuse("source-unreadable", { source: path }, "The file is no UTF-8 text.", { help: "Save it as UTF-8." });
  }
}
