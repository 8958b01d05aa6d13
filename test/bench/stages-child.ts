import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureStages } from "./stages.js";
import { denseDescription, syntheticDescription } from "./synthetic.js";

/** Measures the stages for one description in a process of its own, and prints the costs as JSON. */

const [kind, description = ""] = process.argv.slice(2);

const descriptions: { readonly [kind: string]: () => { readonly name: string; readonly text: string } } = {
  synthetic: () => ({ name: "synthetic.json", text: syntheticDescription(Number(description)) }),
  dense: () => ({ name: "dense.json", text: denseDescription(Number(description)) }),
  file: () => ({ name: description, text: readFileSync(description, "utf8") }),
};

const source = descriptions[kind ?? ""]?.();
if (source === undefined) throw new RangeError(`Unknown kind of description: ${kind ?? "none"}.`);
const costs = await measureStages(source, mkdtempSync(join(tmpdir(), "stages-")));
console.log(JSON.stringify({ ...costs, megabytes: source.text.length / 1e6 }));
