import type { Journal } from "./batch-journal.js";
import { checksum } from "./checksum.js";

/** A journal in a file that is only ever appended to. Only one run at a time may use it. */
export interface FileJournal extends Journal {
  /** Closes the file. */
  close(): Promise<void>;
}

/** The part of `node:fs/promises` that a journal needs. */
interface FileSystem {
  open(path: string, flags: string): Promise<FileHandle>;
}

interface FileHandle {
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  appendFile(text: string): Promise<void>;
  truncate(length: number): Promise<void>;
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/** Joined at run time, so that compilers and bundlers for other platforms do not try to resolve it. */
const fileSystem = ["node:fs", "promises"].join("/");

/**
 * Keeps a journal in a file, which is created if it does not exist. Each line begins with its checksum. An incomplete last line, left by a
 * process or a machine that stopped, is dropped; a damaged line anywhere else is an error.
 */
export function fileJournal(path: string): FileJournal {
  let opened: Promise<FileHandle> | undefined;
  let waiting: string[] = [];
  /** The last write, and the one that will write the lines that are waiting. */
  let writing: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  const open = () => (opened ??= openAndTruncate(path));
  /** Lines that are added while others are being written go to the disk together. */
  const write = async (): Promise<void> => {
    const lines = waiting;
    [waiting, next] = [[], undefined];
    const file = await open();
    try {
      await file.appendFile(lines.join(""));
      await file.datasync();
    } catch (error) {
      // A part of a line may have been written, which must go before the next one is: the file is opened anew for it.
      opened = undefined;
      await file.close().catch(() => undefined);
      throw error;
    }
  };
  return {
    async *read() {
      for await (const { text } of linesOf(await open(), path)) yield text;
    },
    append(line) {
      waiting.push(`${checksumText(line)} ${line}\n`);
      return (writing = next ??= writing.then(write, write));
    },
    async close() {
      await writing.catch(() => undefined);
      // Whoever used the journal has had the error with which it could not be opened.
      const file = await opened?.catch(() => undefined);
      opened = undefined;
      await file?.close();
    },
  };
}

/** Opens the file and removes an incomplete last line. */
async function openAndTruncate(path: string): Promise<FileHandle> {
  const files = (await import(fileSystem)) as FileSystem;
  const file = await files.open(path, "a+");
  try {
    await verifyBeginning(file, path);
    let complete = 0;
    for await (const { end } of linesOf(file, path)) complete = end;
    await file.truncate(complete);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** A file that does not begin like a journal may be one of the caller's that must not be cut, or one without an end. */
async function verifyBeginning(file: FileHandle, path: string): Promise<void> {
  const bytes = new Uint8Array(9);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
  const text = new TextDecoder().decode(bytes.subarray(0, bytesRead));
  if (!/^(?:[0-9a-f]{0,8}|[0-9a-f]{8} )$/.test(text))
    throw new Error(`The file ${path} is not a journal.`);
}

interface CompleteLine {
  readonly text: string;
  /** The position of the next line. */
  readonly end: number;
}

/** The lines that end with a line feed. */
async function* linesOf(
  file: FileHandle,
  path: string,
): AsyncGenerator<CompleteLine, void, undefined> {
  const block = new Uint8Array(65_536);
  const decoder = new TextDecoder();
  let rest: Uint8Array = new Uint8Array(0);
  for (let position = 0, end = 0; ;) {
    const { bytesRead } = await file.read(block, 0, block.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    const bytes = concatenate(rest, block.subarray(0, bytesRead));
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      const text = verify(decoder.decode(bytes.subarray(from, at)), path, end);
      end += at + 1 - from;
      from = at + 1;
      yield { text, end };
    }
    rest = bytes.slice(from);
  }
}

function verify(line: string, path: string, position: number): string {
  const text = line.slice(9);
  if (line.slice(0, 9) === `${checksumText(text)} `) return text;
  throw new Error(
    position === 0
      ? `The file ${path} is not a journal.`
      : `The journal ${path} is damaged at byte ${position}.`,
  );
}

function checksumText(text: string): string {
  return checksum(text).toString(16).padStart(8, "0");
}

function concatenate(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
