import { Refusal } from "../../diagnostics.js";
import type { Files } from "../../files.js";
import type { SourceText } from "../../load/documents/source.js";
import { hasByteOrderMark, readText } from "../../load/read/read-text.js";

/** A text without its byte order mark; undefined where there is no such file. */
export async function readIfPresent(path: string): Promise<SourceText | undefined> {
  try {
    return await readText(path);
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.diagnostics[0].code === "source-missing") return undefined;
    throw thrown;
  }
}

/** The texts that differ from those of the files. A file that has a byte order mark keeps it. */
export async function changedFiles(texts: Files): Promise<Files> {
  const changed = new Map<string, string>();
  for (const [path, text] of texts) {
    const present = await readIfPresent(path);
    if (present?.text === text) continue;
    changed.set(path, present !== undefined && hasByteOrderMark(path) ? `\uFEFF${text}` : text);
  }
  return changed;
}
