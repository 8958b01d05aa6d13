import type { BodyWriter, WrittenBody } from "./body.js";
import { isBytes, isReadableStream } from "./bytes.js";
import type { Bytes } from "./bytes.js";
import { toText } from "../values/encode.js";
import { propertyOf } from "../values/objects.js";
import { mergeHeaders } from "../values/headers.js";
import type { HeaderValues } from "../values/headers.js";
import { randomUuid } from "../values/random-uuid.js";
import { streamBody } from "./stream-body.js";

/** What a description says about one part. */
export interface PartOptions {
  /** The part's media type, unless a blob brings one with it. */
  readonly contentType?: string;
  readonly headers?: HeaderValues;
}

/** A field's value with what is said about its parts. */
class Part {
  constructor(
    readonly value: unknown,
    readonly options: PartOptions,
  ) {}
}

/** Says how a field of a {@link multipart} body is written. Each item of a list is a part of its own. */
export function part(value: unknown, options: PartOptions): unknown {
  return new Part(value, options);
}

/** Text, or bytes that are not looked into. */
type Piece = string | Bytes;

/**
 * A body of `multipart/form-data` (RFC 7578): bytes are files, scalars are text, objects are JSON, and each item of a list is a part of its
 * own. Nothing is copied; a part that is a stream makes the whole body one.
 */
export function multipart(fields: object | null | undefined): BodyWriter | undefined {
  if (fields === undefined || fields === null) return undefined;
  return () => {
    const parts = Object.entries(fields).flatMap(([name, value]: [string, unknown]) => partsOf(value, name));
    return assembled(parts, "multipart/form-data");
  };
}

/** What is said about parts without names: about the first ones each, and about those after them. */
export interface MixedOptions {
  readonly contentType?: string;
  readonly prefix?: readonly PartOptions[];
  readonly item?: PartOptions;
}

/** A body of `multipart/mixed` or another kind whose parts have no names: an item a part, in order (RFC 2046, section 5.1.3). */
export function multipartMixed(
  items: readonly unknown[] | null | undefined,
  { contentType = "multipart/mixed", prefix = [], item = {} }: MixedOptions = {},
): BodyWriter | undefined {
  if (items === undefined || items === null) return undefined;
  const parts = items.map((value, position) => new Part(value, prefix[position] ?? item));
  return () =>
    assembled(
      parts.flatMap((one) => partsOf(one, undefined)),
      contentType,
    );
}

function assembled(parts: readonly (readonly Piece[])[], type: string): WrittenBody {
  const boundary = `part-${randomUuid()}`;
  const pieces = [...parts.flatMap((one) => [`--${boundary}\r\n`, ...one, "\r\n"]), `--${boundary}--\r\n`];
  const contentType = `${type}; boundary=${boundary}`;
  if (pieces.some(isReadableStream)) return { ...streamBody(chunks(pieces), (chunk) => chunk), contentType };
  return { content: blobOf(pieces), contentType, replayable: true };
}

async function* chunks(pieces: readonly Piece[]): AsyncGenerator<Uint8Array | string> {
  for (const piece of pieces) {
    if (typeof piece === "string") yield piece;
    else yield* read(isReadableStream(piece) ? piece : blobOf([piece]).stream());
  }
}

/** Newer types tell views of shared memory apart, which a blob copies like all others. */
function blobOf(pieces: readonly Piece[]): Blob {
  return new Blob(pieces as ConstructorParameters<typeof Blob>[0]);
}

/** Not every platform iterates streams. */
async function* read(stream: ReadableStream): AsyncGenerator<Uint8Array> {
  const reader = (stream as ReadableStream<Uint8Array>).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

function partsOf(given: unknown, name: string | undefined): readonly (readonly Piece[])[] {
  const { value, options } = given instanceof Part ? given : new Part(given, {});
  // A list among parts without names is a value like others.
  const items: readonly unknown[] = name === undefined ? [value] : [value].flat();
  return items.filter((item) => item !== null && item !== undefined).map((item) => writePart(item, name, options));
}

function writePart(value: unknown, name: string | undefined, { contentType, headers }: PartOptions): readonly Piece[] {
  const own = value instanceof Blob ? value.type : "";
  const type = own || (contentType ?? usualType(value));
  const lines = [
    ...(name === undefined ? [] : [`Content-Disposition: ${disposition(name, value)}`]),
    ...[...mergeHeaders([{ "Content-Type": type }, headers])].map(([key, text]) => `${key}: ${text}`),
  ];
  const head = lines.map((line) => `${line}\r\n`).join("");
  return [`${head}\r\n`, isBytes(value) ? value : writeValue(value, type, name)];
}

/** OpenAPI's defaults (3.2, "Encoding Object"); of a text there is nothing to be said (RFC 7578, section 4.4). */
function usualType(value: unknown): string | undefined {
  if (isBytes(value)) return "application/octet-stream";
  return typeof value === "object" ? "application/json" : undefined;
}

function writeValue(value: unknown, type: string | undefined, name = "of the body"): string {
  return /[/+]json\b/i.test(type ?? "") ? JSON.stringify(value) : toText(value, `Part ${name}`);
}

/** Bytes are a file even if nobody has named it: services tell files from fields by that. `blob` is what `FormData` would call it. */
function disposition(name: string, value: unknown): string {
  const file = propertyOf(value, "name");
  const fileName = isBytes(value) ? `; filename="${escaped(typeof file === "string" ? file : "blob")}"` : "";
  return `form-data; name="${escaped(name)}"${fileName}`;
}

/** HTML, section 4.10.22.8: names are UTF-8, and what would end them or their line is percent-encoded. */
function escaped(text: string): string {
  return text.replace(/[\r\n"]/g, encodeURIComponent);
}
