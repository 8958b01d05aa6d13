import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** All descriptions in the folders, and the files themselves; largest first, so that the last workers to finish have short jobs. */
export function descriptionsOf(places: readonly string[]): readonly string[] {
  const files = places.flatMap((place) =>
    statSync(place).isFile()
      ? [place]
      : readdirSync(place, { recursive: true, encoding: "utf8" })
          .filter((file) => /\.(json|ya?ml)$/.test(file) && path.basename(file) !== "index.json")
          .map((file) => path.join(place, file))
          .filter(isDescription),
  );
  return files.map((file) => file.replaceAll("\\", "/")).sort((a, b) => statSync(b).size - statSync(a).size || (a < b ? -1 : 1));
}

/** Whether a file is a description itself, not a part of one. */
function isDescription(file: string): boolean {
  return /^\s*[{,]?\s*["']?(?:openapi|swagger)["']?\s*:|[{,]\s*"(?:openapi|swagger)"\s*:/m.test(readFileSync(file, "utf8"));
}

/** The name of a description on the page: its path relative to the folder, which is the same on every machine. */
export function nameWithin(places: readonly string[], file: string): string {
  const within = places.map((place) => path.relative(place, file).replaceAll("\\", "/"));
  return within.find((name) => name !== "" && !name.startsWith("..")) ?? path.basename(file);
}
