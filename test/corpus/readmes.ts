import { generate } from "../../generator/generate.js";
import { referencedDocumentReader } from "../../generator/load/read/read-referenced.js";
import { readText } from "../../generator/load/read/read-text.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import { readmeFaults } from "../emit/readme/readme-faults.js";
import { descriptionsOf, nameWithin } from "./descriptions.js";

/* `npm run corpus:readme -- DIR|FILE…`: checks the README of the package of each description, and prints its faults. */

const places = process.argv.slice(2);
const templates = await readTemplates();
const counts = { good: 0, faulty: 0, refused: 0 };

for (const file of descriptionsOf(places)) {
  const description = await readText(file);
  const readReferenced = referencedDocumentReader(description.name, []);
  const options = { name: "package-under-test", version: "1.0.0" };
  const { files } = await generate({ description, overlays: [], readReferenced, templates, options });
  const faults = files.size === 0 ? [] : readmeFaults(files);
  counts[files.size === 0 ? "refused" : faults.length === 0 ? "good" : "faulty"]++;
  for (const fault of faults) console.log(`${nameWithin(places, file)}: ${fault}`);
}

console.log(`${counts.good} READMEs without a fault, ${counts.faulty} with faults, ${counts.refused} descriptions refused`);
process.exitCode = counts.faulty > 0 ? 1 : 0;
