import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where the documentation stands: above the folder of the bundle's chunks or of the bundle, or in the repository. */
const folders = ["../../docs/", "../docs/", "../../../docs/"].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** The text of a page of specloom's own documentation; undefined where it is not installed. */
export function readDocs(page: string): string | undefined {
  const folder = folders.find((one) => existsSync(one + page));
  return folder === undefined ? undefined : readFileSync(folder + page, "utf8");
}
