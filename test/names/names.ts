import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { descriptionsOf } from "../corpus/descriptions.js";
import { type ChosenName, agreement, fullName } from "./chosen-names.js";
import { measures } from "./measures.js";
import { namedDescription } from "./named-operations.js";

/** `npm run names -- [--chosen FILE] [--show] DIR|FILE…`: see README.md in this folder. */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { chosen: { type: "string", multiple: true, default: [] }, show: { type: "boolean", default: false } },
});

for (const file of values.chosen) {
  const { operations, method, whole, misleading } = agreement(JSON.parse(readFileSync(file, "utf8")) as readonly ChosenName[]);
  const title = path.basename(file, ".json");
  console.log(
    `${title}: ${operations} operations, method the same ${percent(method, operations)}, with its resource ${percent(whole, operations)}`,
  );
  console.log(`${title}: ${misleading.length} misleading kinds, ${percent(misleading.length, operations)}`);
  if (values.show) for (const one of misleading) console.log(`  ${one}`);
}

const named = descriptionsOf(positionals).flatMap((file) => {
  const description = namedDescription({ name: file, text: readFileSync(file, "utf8") });
  return description?.operations.map((operation) => ({ file, operation })) ?? [];
});
if (named.length > 0) console.log(`${named.length} operations`);
for (const { title, applies } of named.length > 0 ? measures : []) {
  const found = named.filter(({ operation }) => applies(operation));
  console.log(`${title}: ${found.length}, ${percent(found.length, named.length)}`);
  if (!values.show) continue;
  for (const { file, operation } of found) {
    const { method, path: template, operationId = "", summary = "" } = operation;
    const line = [path.basename(file, ".json"), method, template, operationId, summary.slice(0, 60), fullName(operation)];
    console.log(`  ${line.join(" | ")}`);
  }
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
