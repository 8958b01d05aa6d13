import { createHash } from "node:crypto";
import { refuse } from "../../diagnostics.js";
import { parse } from "../../load/parse/parse.js";
import type { SourceText } from "../../load/documents/source.js";
import { field, fieldsOf, itemsOf, stringOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";

/** What stands beside an adopted description: where it came from, and which descriptions there were. */
export interface AdoptionRecord {
  /** The file or address that was named. */
  readonly origin: string;
  /** The oldest first; the last one is the present description. */
  readonly adopted: readonly Adoption[];
}

export interface Adoption {
  /** Of the description in canonical order, so that a reordering has the same hash. */
  readonly sha256: string;
  /** The versions that the packages got with it, by the name of the output; that of the only output is the empty string. */
  readonly versions: ReadonlyMap<string, string>;
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** @throws Refusal - `syntax`, `invalid-value`. */
export function readRecord(text: SourceText): AdoptionRecord {
  const { root } = parse(text, ({ code, place, message }) => refuse(code, place, message));
  return {
    origin: stringOf(field(root, "origin")) ?? "",
    adopted: itemsOf(field(root, "adopted")).map((item) => readAdoption(item) ?? refuseItem(item)),
  };
}

/** `version` is that of the only output, `versions` are those of several. */
function readAdoption(item: Node): Adoption | undefined {
  const hash = stringOf(field(item, "sha256"));
  const named = [...fieldsOf(field(item, "versions")), ...[...fieldsOf(item)].filter(([name]) => name === "version")];
  const versions = named.map(([name, node]) => [field(item, name) === node ? "" : name, stringOf(node)] as const);
  if (hash === undefined || versions.length === 0) return undefined;
  const read = versions.flatMap(([name, version]) => (version === undefined ? [] : [[name, version] as const]));
  return read.length === versions.length ? { sha256: hash, versions: new Map(read) } : undefined;
}

function refuseItem({ place }: Node): never {
  refuse("invalid-value", place, "Each item of `adopted` must have the strings `sha256` and `version`.", {
    help: "Restore the file from the repository, or remove it; then earlier descriptions are no longer recognised.",
  });
}

export function recordText({ origin, adopted }: AdoptionRecord): string {
  const items = adopted.map(({ sha256: hash, versions }) => {
    const only = versions.get("");
    return { sha256: hash, ...(only === undefined ? { versions: Object.fromEntries(versions) } : { version: only }) };
  });
  return `${JSON.stringify({ origin, adopted: items }, null, 2)}\n`;
}

/** The earlier adoption of this very description, where others came between: the changes since then are taken back. */
export function restoredAdoption({ adopted }: Pick<AdoptionRecord, "adopted">, hash: string): Adoption | undefined {
  return adopted.at(-1)?.sha256 === hash ? undefined : adopted.findLast((one) => one.sha256 === hash);
}
