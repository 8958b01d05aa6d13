import { type Diagnostic, refuse, Refusal } from "../../generator/diagnostics.js";
import { toJson } from "../../generator/load/tree/json.js";
import { parse } from "../../generator/load/parse/parse.js";
import { positionAt } from "../../generator/load/documents/position.js";
import type { Description } from "../../generator/resolve/description.js";
import { resolveAll } from "../../generator/resolve/resolve.js";

/** Documents by location; the first one is the description, those named `overlay…` are overlays. */
export type Texts = Readonly<Record<string, string>>;

export interface ResolvedDocuments {
  readonly description: Description | undefined;
  readonly data: unknown;
  /** `location:line:column code`, without notes. */
  readonly faults: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** The locations that were read, in order. */
  readonly read: readonly string[];
}

/** Resolves a description of several documents in memory. */
export async function resolveDocuments(texts: Texts): Promise<ResolvedDocuments> {
  const diagnostics: Diagnostic[] = [];
  const read: string[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const textOf = (name: string) => ({ name, text: texts[name] ?? refuse("source-missing", { source: name }, "No such file.") });
  const [entry = "", ...others] = Object.keys(texts);
  let description: Description | undefined;
  try {
    const overlays = others.filter((name) => name.startsWith("overlay")).map((name) => parse(textOf(name), report));
    description = await resolveAll(parse(textOf(entry), report), overlays, readReferenced, report);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    diagnostics.push(...thrown.diagnostics);
  }
  function readReferenced({ location }: { readonly location: string }) {
    read.push(location);
    return Promise.resolve(textOf(location));
  }
  const located = ({ code, place }: Diagnostic) => {
    const { line, column } = positionAt(texts[place?.source ?? ""] ?? "", place?.offset ?? 0);
    return `${place?.source}:${line}:${column} ${code}`;
  };
  const data: unknown = description && JSON.parse(JSON.stringify(toJson(description.root)));
  const faults = diagnostics.filter(({ severity }) => severity !== "note").map(located);
  return { description, data, faults, diagnostics, read };
}

/** The schemas of the resolved description. */
export async function schemasOf(texts: Texts): Promise<unknown> {
  const { data, faults } = await resolveDocuments(texts);
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return (data as { readonly components: { readonly schemas: unknown } }).components.schemas;
}

const head = "openapi: 3.1.0\ninfo: {title: t, version: v}\n";

/** A description whose schemas start in line 4, indented by one. */
export function withComponents(schemas: string): string {
  return `${head}components: {schemas: {\n${schemas.replaceAll(/^/gm, " ")}}}\n`;
}
