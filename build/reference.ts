import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { referenceFiles } from "./reference-files.js";

/** `npm run reference`: writes what follows from the table of options: the JSON Schemas, and a part of docs/configuration.md. */

const root = join(import.meta.dirname, "..");

for (const [path, text] of await referenceFiles((name) => readFileSync(join(root, name), "utf8"))) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
