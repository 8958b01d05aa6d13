import { buildInfo } from "../../load/read/build-info.js";
import { positionAt } from "../../load/documents/position.js";
import { changeRules } from "../rules/rules.js";
import { declarationRules } from "../declarations/declaration-rules.js";
import type { Verdict } from "../rules/verdict.js";
import type { AnyReport, ReportedChange } from "./report.js";

const levels: { readonly [V in Verdict]: "error" | "warning" | "note" } = {
  none: "note",
  docs: "note",
  compatible: "note",
  suspicious: "warning",
  breaking: "error",
  invalid: "error",
};

/** SARIF 2.1.0, which code scanning services read. */
export function sarifReport({ comparison: { changes }, texts }: AnyReport): string {
  const ids = [...new Set(changes.map(({ rule }) => rule))].sort();
  const rules = ids.flatMap((id) => {
    const found = changeRules.get(id) ?? declarationRules.get(id);
    if (found === undefined) return [];
    const { message, advice, verdict } = found;
    return { id, shortDescription: { text: message }, help: { text: advice }, defaultConfiguration: { level: levels[verdict] } };
  });
  const driver = { name: "specloom", version: buildInfo.version, rules };
  const run = { tool: { driver }, results: changes.map((change) => result(change, texts)) };
  return JSON.stringify({ $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }, null, 2);
}

function result({ rule, verdict, message, operations, ...places }: ReportedChange, texts: ReadonlyMap<string, string>): object {
  const place = places.new ?? places.old;
  const text = place && texts.get(place.source);
  const position = text === undefined || place?.offset === undefined ? undefined : positionAt(text, place.offset);
  const region = position && { startLine: position.line, startColumn: position.column };
  const physicalLocation = place && { artifactLocation: { uri: encodeURI(place.source) }, ...(region && { region }) };
  const logicalLocations = operations.map((name) => ({ fullyQualifiedName: name, kind: "function" }));
  const location = { ...(physicalLocation && { physicalLocation }), ...(logicalLocations.length > 0 && { logicalLocations }) };
  return {
    ruleId: rule,
    level: levels[verdict],
    message: { text: message },
    ...(Object.keys(location).length > 0 && { locations: [location] }),
  };
}
