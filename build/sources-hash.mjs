import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Everything that the bundle is made of. The versions of bundled packages are in the lock file. */
const sources = ["build", "generator", "templates", "package.json", "package-lock.json"];

const root = fileURLToPath(new URL("../", import.meta.url));

/** The present sources, and the first line of a bundle that was built from them. */
export function originOfSources() {
  const sources = hashOfSources();
  return { sources, line: `// Built from ${sources}` };
}

/** A hash of all files from which the bundle is built, the same on every machine. */
function hashOfSources() {
  const hash = createHash("sha256");
  for (const path of sources.flatMap(filesBelow)) {
    // A checkout may have changed the line ends.
    const text = readFileSync(root + path, "latin1").replaceAll("\r\n", "\n");
    hash.update(`${path}\0${text.length}\0${text}`, "latin1");
  }
  return hash.digest("hex");
}

/** The file itself, or all files of the folder, in code unit order. */
function filesBelow(path) {
  if (path.includes(".")) return [path];
  const entries = readdirSync(root + path, { withFileTypes: true });
  const names = (keep) => entries.filter(keep).map(({ name }) => `${path}/${name}`);
  return [
    ...names((entry) => entry.isFile()).sort(),
    ...names((entry) => entry.isDirectory())
      .sort()
      .flatMap(filesBelow),
  ];
}
