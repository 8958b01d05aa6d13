import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureStages } from "./stages.js";
import { denseDescription, syntheticDescription } from "./synthetic.js";

/** Measures the stages for one description in a process of its own, and prints the costs as JSON. */

const [kind, size] = process.argv.slice(2);
const text = kind === "dense" ? denseDescription(Number(size)) : syntheticDescription(Number(size));
const costs = await measureStages(text, mkdtempSync(join(tmpdir(), "stages-")));
console.log(JSON.stringify({ ...costs, megabytes: text.length / 1e6 }));
