import { type Diagnostic, Refusal } from "../../generator/diagnostics.js";
import { toJson } from "../../generator/load/tree/json.js";
import { parse } from "../../generator/load/parse/parse.js";
import { positionAt } from "../../generator/load/documents/position.js";
import type { ParsedSource } from "../../generator/load/documents/source.js";
import type { Description } from "../../generator/resolve/description.js";
import { resolve } from "../../generator/resolve/resolve.js";

export interface ResolvedText {
  readonly description: Description | undefined;
  /** The resolved description as plain data. */
  readonly data: unknown;
  /** `source:line:column code` for each fault and note. */
  readonly faults: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses and resolves texts; the names of overlays are `overlay`, `overlay2`, … */
export function resolveText(text: string, ...overlays: readonly string[]): ResolvedText {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const texts = new Map([
    ["api", text],
    ...overlays.map((overlay, index): [string, string] => [`overlay${index === 0 ? "" : index + 1}`, overlay]),
  ]);
  const shown = () => diagnostics.map(({ code, place }) => `${place?.source}:${located(texts, place)} ${code}`);
  try {
    const [api, ...others] = [...texts].map(([name, content]): ParsedSource => parse({ name, text: content }, report));
    if (api === undefined) throw new Error("no description");
    const description = resolve(api, others, report);
    return { description, data: plain(description.root), faults: shown(), diagnostics };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    diagnostics.push(...thrown.diagnostics);
    return { description: undefined, data: undefined, faults: shown(), diagnostics };
  }
}

function plain(root: Description["root"]): unknown {
  return JSON.parse(JSON.stringify(toJson(root)));
}

function located(texts: ReadonlyMap<string, string>, place: Diagnostic["place"]): string {
  const { line, column } = positionAt(texts.get(place?.source ?? "") ?? "", place?.offset ?? 0);
  return `${line}:${column}`;
}

/** A YAML description with these schemas, indented by four; they start in line 6. */
export function withSchemas(version: string, schemas: string): string {
  const indented = schemas.replaceAll(/^/gm, "    ");
  return `openapi: ${version}\ninfo: {title: t, version: v}\npaths: {}\ncomponents:\n  schemas:\n${indented}\n`;
}
