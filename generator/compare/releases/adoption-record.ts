import { createHash } from "node:crypto";
import { refuse } from "../../diagnostics.js";
import { parse } from "../../load/parse/parse.js";
import type { SourceText } from "../../load/documents/source.js";
import { field, itemsOf, stringOf } from "../../load/tree/fields.js";

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
  /** The version that the package got with it. */
  readonly version: string;
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** @throws Refusal - `syntax`, `invalid-value`. */
export function readRecord(text: SourceText): AdoptionRecord {
  const { root } = parse(text, ({ code, place, message }) => refuse(code, place, message));
  const adopted = itemsOf(field(root, "adopted")).map((item) => ({
    sha256: stringOf(field(item, "sha256")),
    version: stringOf(field(item, "version")),
  }));
  return {
    origin: stringOf(field(root, "origin")) ?? "",
    adopted: adopted.map(({ sha256: hash, version }) => {
      if (hash !== undefined && version !== undefined) return { sha256: hash, version };
      return refuse(
        "invalid-value",
        { source: text.name },
        "Each item of `adopted` must have the strings `sha256` and `version`.",
        {
          help: "Restore the file from the repository, or remove it; then earlier descriptions are no longer recognised.",
        },
      );
    }),
  };
}

export function recordText({ origin, adopted }: AdoptionRecord): string {
  return `${JSON.stringify({ origin, adopted }, null, 2)}\n`;
}

/** The earlier adoption of this very description, where others came between: the changes since then are taken back. */
export function restoredAdoption({ adopted }: Pick<AdoptionRecord, "adopted">, hash: string): Adoption | undefined {
  return adopted.at(-1)?.sha256 === hash ? undefined : adopted.findLast((one) => one.sha256 === hash);
}
