import { readFileSync } from "node:fs";
import { descriptionsOf } from "../corpus/descriptions.js";
import { compiledLayouts, errorsOfLayout } from "./compiled-layouts.js";

/** `npm run layouts -- DIR|FILE…`: compiles every layout of each description with the strictest settings of an application. */

let [compiled, refused, failed] = [0, 0, 0];
for (const file of descriptionsOf(process.argv.slice(2))) {
  const text = readFileSync(file, "utf8");
  for (const layout of compiledLayouts) {
    const errors = await errorsOfLayout(text, layout);
    if (errors === undefined) refused += 1;
    else if (errors.length === 0) compiled += 1;
    else {
      failed += 1;
      console.error(`${file}, ${layout.name}: ${errors.slice(0, 3).join("\n  ")}`);
    }
  }
}
console.log(`${compiled} compiled, ${refused} refused, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
