import { readFileSync } from "node:fs";
import { descriptionsOf } from "../corpus/descriptions.js";
import { emittedPackage } from "../emit/package-of.js";
import { compareLayouts, forbidden } from "./compare-layouts.js";

/** `npm run layout -- <folders>`: lays the package of every description out with oxfmt and with prettier, and fails where they differ. */

let failures = 0;
for (const file of descriptionsOf(process.argv.slice(2))) {
  const emitted = await emittedPackage(readFileSync(file, "utf8"), () => undefined).then(
    ({ emitted }) => emitted.printed,
    () => undefined,
  );
  const differences = emitted === undefined ? [] : await compareLayouts(emitted);
  const found = forbidden(differences);
  failures += found.length;
  const result =
    emitted === undefined ? "refused" : `${emitted.size} files, ${differences.length} differences, ${found.length} not allowed`;
  console.log(`${file}: ${result}`);
  for (const { path, prettier, oxfmt } of found.slice(0, 10))
    console.log(`  ${path}\n- ${prettier.join("\n- ")}\n+ ${oxfmt.join("\n+ ")}`);
}
process.exitCode = failures === 0 ? 0 : 1;
