import type { BodyWriter, WrittenBody } from "./body.js";
import { isBytes, isReadableStream } from "./bytes.js";
import type { Bytes } from "./bytes.js";
import { toText } from "../values/encode.js";
import { propertyOf } from "../values/objects.js";
import { mergeHeaders } from "../values/headers.js";
import type { HeaderValues } from "../values/headers.js";
import { randomUuid } from "../values/random-uuid.js";
import { streamBody } from "./stream-body.js";

/** The media type and the headers of one part, from its Encoding Object. */
export interface PartOptions {
  /** The media type of the part, unless its value is a Blob that has one. */
  readonly contentType?: string;
  readonly headers?: HeaderValues;
}

/** The value of a field with the options of its parts. */
class Part {
  readonly value: unknown;
  readonly options: PartOptions;

  constructor(value: unknown, options: PartOptions) {
    this.value = value;
    this.options = options;
  }
}

/** Sets the media type and the headers of a field of a {@link multipart} body. Each item of an array is a part of its own. */
export function part(value: unknown, options: PartOptions): unknown {
  return new Part(value, options);
}

/** The parts of one field by name, for a field that is serialized in a style: see `styledParts`. */
export type NamedParts = (name: string) => readonly (readonly [name: string, value: unknown])[];

/** A string or binary data. */
type Piece = string | Bytes;

/**
 * A body of `multipart/form-data` (RFC 7578): binary data is sent as a file, scalars as text, objects as JSON, and each item of an array
 * as a part of its own. Nothing is copied. If a part is a stream, the whole body is a stream.
 */
export function multipart(fields: object | null | undefined): BodyWriter | undefined {
  if (fields === undefined || fields === null) return undefined;
  return () => {
    const parts = Object.entries(fields).flatMap(([name, value]: [string, unknown]) =>
      isNamedParts(value)
        ? value(name).flatMap(([key, item]) => partsOf(item, key))
        : partsOf(value, name),
    );
    return assembled(parts, "multipart/form-data");
  };
}

/** The options of parts without names: those of the first parts by position, and those of all others. */
export interface MixedOptions {
  readonly contentType?: string;
  readonly prefix?: readonly PartOptions[];
  readonly item?: PartOptions;
}

/** A body of `multipart/mixed` or another type whose parts have no names: one part per item, in order (RFC 2046, section 5.1.3). */
export function multipartMixed(
  items: readonly unknown[] | null | undefined,
  { contentType = "multipart/mixed", prefix = [], item = {} }: MixedOptions = {},
): BodyWriter | undefined {
  if (items === undefined || items === null) return undefined;
  const parts = items.map((value, position) => new Part(value, prefix[position] ?? item));
  return () =>
    assembled(
      parts.flatMap((field) => partsOf(field, undefined)),
      contentType,
    );
}

function assembled(parts: readonly (readonly Piece[])[], type: string): WrittenBody {
  const boundary = `part-${randomUuid()}`;
  const pieces = [
    ...parts.flatMap((item) => [`--${boundary}\r\n`, ...item, "\r\n"]),
    `--${boundary}--\r\n`,
  ];
  const contentType = `${type}; boundary=${boundary}`;
  const typed = { contentType, headers: { "content-type": contentType } };
  if (pieces.some(isReadableStream))
    return { ...streamBody(chunks(pieces), (chunk) => chunk), ...typed };
  return { content: blobOf(pieces), ...typed, replayable: true };
}

async function* chunks(pieces: readonly Piece[]): AsyncGenerator<Uint8Array | string> {
  for (const piece of pieces) {
    if (typeof piece === "string") yield piece;
    else yield* read(isReadableStream(piece) ? piece : blobOf([piece]).stream());
  }
}

/** Newer types exclude views of shared memory, which a Blob copies like any other. */
function blobOf(pieces: readonly Piece[]): Blob {
  return new Blob(pieces as ConstructorParameters<typeof Blob>[0]);
}

/** Reads a stream: not every platform supports `for await` over one. */
async function* read(stream: ReadableStream): AsyncGenerator<Uint8Array> {
  const reader = (stream as ReadableStream<Uint8Array>).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

function isNamedParts(value: unknown): value is NamedParts {
  return typeof value === "function";
}

function partsOf(field: unknown, name: string | undefined): readonly (readonly Piece[])[] {
  const { value, options } = field instanceof Part ? field : new Part(field, {});
  // In a body without names, an array is the value of one part.
  const items: readonly unknown[] = name === undefined ? [value] : [value].flat();
  return items
    .filter((item) => item !== null && item !== undefined)
    .map((item) => writePart(item, name, options));
}

function writePart(
  value: unknown,
  name: string | undefined,
  { contentType, headers }: PartOptions,
): readonly Piece[] {
  const blobType = value instanceof Blob ? value.type : "";
  const type = blobType || (contentType ?? defaultType(value));
  const lines = [
    ...(name === undefined ? [] : [`Content-Disposition: ${disposition(name, value)}`]),
    ...[...mergeHeaders([{ "Content-Type": type }, headers])].map(
      ([key, text]) => `${key}: ${text}`,
    ),
  ];
  const head = lines.map((line) => `${line}\r\n`).join("");
  return [`${head}\r\n`, isBytes(value) ? value : writeValue(value, type, name)];
}

/** The default media types of OpenAPI 3.2 ("Encoding Object"). Text needs none (RFC 7578, section 4.4). */
function defaultType(value: unknown): string | undefined {
  if (isBytes(value)) return "application/octet-stream";
  return typeof value === "object" ? "application/json" : undefined;
}

function writeValue(value: unknown, type: string | undefined, name = "of the body"): string {
  return /[/+]json\b/i.test(type ?? "") ? JSON.stringify(value) : toText(value, `Part ${name}`);
}

/** Binary data always has a filename, by which services distinguish files from fields. `FormData` also uses `blob` as the default. */
function disposition(name: string, value: unknown): string {
  const file = propertyOf(value, "name");
  const fileName = isBytes(value)
    ? `; filename="${escaped(typeof file === "string" ? file : "blob")}"`
    : "";
  return `form-data; name="${escaped(name)}"${fileName}`;
}

/** Names are UTF-8; quotes and line breaks in them are percent-encoded (HTML, section 4.10.22.8). */
function escaped(text: string): string {
  return text.replace(/[\r\n"]/g, encodeURIComponent);
}
