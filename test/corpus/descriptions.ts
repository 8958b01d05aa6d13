import { readdirSync, statSync } from "node:fs";
import path from "node:path";

/** The descriptions of folders, or files themselves, largest first: the last to end are then short ones. */
export function descriptionsOf(places: readonly string[]): readonly string[] {
  const files = places.flatMap((place) =>
    statSync(place).isFile()
      ? [place]
      : readdirSync(place, { recursive: true, encoding: "utf8" })
          .filter((file) => /\.(json|ya?ml)$/.test(file) && path.basename(file) !== "index.json")
          .map((file) => path.join(place, file)),
  );
  return files.map((file) => file.replaceAll("\\", "/")).sort((a, b) => statSync(b).size - statSync(a).size || (a < b ? -1 : 1));
}

/** How a page calls a description: by its way within the folder that was named, which is the same on every machine. */
export function nameWithin(places: readonly string[], file: string): string {
  const within = places.map((place) => path.relative(place, file).replaceAll("\\", "/"));
  return within.find((name) => name !== "" && !name.startsWith("..")) ?? path.basename(file);
}
