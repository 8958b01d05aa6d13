import { command } from "../compare/reports/github-report.js";
import { escapeXml } from "../compare/reports/escape-html.js";
import { renderDiagnostic } from "../report.js";
import { acceptHelp, apiDiagnostic, type ApiState, changeLines } from "./api-report.js";

/** How `check` tells, in each of its formats, that the API of an output is not the recorded one. Nothing, where it is. */

export function apiLines(api: ApiState | undefined): readonly string[] {
  if (api === undefined || api.state === "same") return [];
  return [renderDiagnostic({ ...faultOf(api), severity: "error" }, new Map()), ...changeLines(api.comparison)];
}

export function apiJson(api: ApiState | undefined): object {
  if (api === undefined) return {};
  const { path, state, comparison } = api;
  const { verdict, changes } = comparison;
  return { apiReport: { path, state, verdict, changes: changes.map(({ operations: _, ...change }) => change) } };
}

export function apiAnnotations(api: ApiState | undefined): readonly string[] {
  if (api === undefined || api.state === "same") return [];
  const { path: file, comparison } = api;
  const changes = comparison.changes.map(({ rule, verdict, message }) =>
    command(verdict === "breaking" ? "error" : "warning", { file, title: `specloom: ${rule}` }, message),
  );
  return [...changes, command("error", { file, title: "specloom: api-report-changed" }, `${faultOf(api).message} ${acceptHelp}`)];
}

/** A test case of its own for JUnit, which fails with the changes. */
export function apiTestCase(output: string, api: ApiState | undefined): readonly string[] {
  if (api === undefined) return [];
  const head = `    <testcase classname="specloom check" name="${escapeXml(`${output}: ${api.path}`)}"`;
  if (api.state === "same") return [`${head}/>`];
  const changes = api.comparison.changes.map(({ verdict, message }) => escapeXml(`${verdict}: ${message}`)).join("\n");
  return [`${head}>\n      <failure message="${escapeXml(faultOf(api).message)}">${changes}</failure>\n    </testcase>`];
}

function faultOf(api: ApiState) {
  const found = apiDiagnostic(api);
  return api.state === "missing"
    ? { ...found, message: "There is no API report.", help: "Run `specloom generate`, which writes it, and commit it." }
    : found;
}
