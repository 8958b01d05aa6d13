import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Diagnostic, Refusal } from "../../../generator/diagnostics.js";
import { emitPackage } from "../../../generator/emit/emit.js";
import type { ParsedSource } from "../../../generator/load/documents/source.js";
import { parse } from "../../../generator/load/parse/parse.js";
import { readTemplates } from "../../../generator/load/read/read-templates.js";
import { buildApi } from "../../../generator/model/build-api.js";
import { planPackage } from "../../../generator/plan/plan.js";
import { withoutFields } from "../../../generator/resolve/objects/edit.js";
import { findObjects } from "../../../generator/resolve/objects/find-objects.js";
import { grammar, type ObjectKind, objectKinds } from "../../../generator/resolve/objects/grammar.js";
import { rewriteObjects } from "../../../generator/resolve/objects/rewrite.js";
import { unreadFields } from "../../../generator/resolve/objects/unread-fields.js";
import { resolve } from "../../../generator/resolve/resolve.js";
import { tableRows } from "./table-rows.js";

/**
 * No field of the grammar is accepted and passed over in silence: either the package or a diagnostic changes without it, or it is in the
 * table of unread fields. `openapi.yaml` and `swagger.yaml` have every field.
 */

const text = (name: string): string => readFileSync(`${import.meta.dirname}/${name}`, "utf8");
const openapi = text("openapi.yaml");

/** An API whose only way to a token is one flow. */
const flow = (fields: string): string => `openapi: 3.0.4
info: { title: t, version: v }
security: [{ login: [] }]
paths: { /a: { get: { responses: { "204": { description: Done. } } } } }
components: { securitySchemes: { login: { type: oauth2, flows: { ${fields} } } } }`;

const sources = [
  openapi,
  text("swagger.yaml"),
  flow("password: { tokenUrl: https://api.example/token, scopes: {} }"),
  flow("deviceAuthorization: { tokenUrl: https://api.example/token, scopes: {} }"),
].map((written) => objectsOf(written));

type Source = ReturnType<typeof objectsOf>;

function objectsOf(written: string) {
  const source = parse({ name: "api.yaml", text: written }, (fault) => expect.fail(fault.message));
  return { source, kinds: findObjects(source.root).kinds };
}

/** A repair does not say that the result is used. */
const notAnEffect: ReadonlySet<string> = new Set(["field-unused", "repaired"]);

const templates = await readTemplates();

/** The text of the package with its diagnostics, or why the description is refused. */
async function packageText(source: ParsedSource): Promise<string> {
  const told: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => told.push(diagnostic);
  const messages = (diagnostics: readonly Diagnostic[]) =>
    diagnostics.flatMap(({ code, message }) => (notAnEffect.has(code) ? [] : `${code} ${message}`)).join("\n");
  try {
    const description = resolve(source, [], report);
    const plan = planPackage(buildApi(description, report), { name: "fields", version: "1.0.0" }, report);
    const { printed, copied } = await emitPackage(plan, description, templates);
    return [messages(told), ...[...printed].map(([path, content]) => `// ${path}\n${content}`), ...copied.keys()].join("\n");
  } catch (thrown) {
    if (thrown instanceof Refusal) return `refused: ${messages(thrown.diagnostics)}`;
    throw thrown;
  }
}

interface Removed {
  readonly kind: ObjectKind;
  readonly names: readonly string[];
}

function has({ kinds }: Source, { kind, names }: Removed): boolean {
  return [...kinds].some(([node, own]) => own === kind && node.kind === "map" && names.some((name) => node.fields.has(name)));
}

function without({ source, kinds }: Source, removed: readonly Removed[]): ParsedSource {
  const root = rewriteObjects(source.root, (node) => {
    const names = removed.filter(({ kind }) => kind === kinds.get(node)).flatMap((fields) => fields.names);
    return node.kind === "map" ? withoutFields(node, names) : node;
  });
  return { ...source, root };
}

const whole = await Promise.all(sources.map(({ source }) => packageText(source)));

async function changes(removed: Removed): Promise<boolean> {
  for (const [index, source] of sources.entries())
    if (has(source, removed) && (await packageText(without(source, [removed]))) !== whole[index]) return true;
  return false;
}

const unread = new Set(unreadFields.flatMap(({ kind, names }) => names.map((name) => `${kind}: ${name}`)));

const fieldsOf = (kind: ObjectKind): readonly string[] => [...grammar[kind].fields.keys()];

test("the descriptions are valid", () => {
  expect(whole.map((all) => all.slice(0, 8)).filter((start) => start === "refused:")).toEqual([]);
});

test("the descriptions have every field of the grammar, and the table has no other", () => {
  const every = objectKinds.flatMap((kind) => fieldsOf(kind).map((name) => ({ kind, name })));
  const missing = every.filter(({ kind, name }) => !sources.some((source) => has(source, { kind, names: [name] })));
  expect(missing).toEqual([]);
  const known = new Set(every.map(({ kind, name }) => `${kind}: ${name}`));
  expect([...unread].filter((field) => !known.has(field))).toEqual([]);
});

test.each(objectKinds)("every other field of %s Objects is read", { timeout: 60_000 }, async (kind) => {
  const passedOver: string[] = [];
  for (const name of fieldsOf(kind))
    if (!unread.has(`${kind}: ${name}`) && !(await changes({ kind, names: [name] }))) passedOver.push(name);
  expect(passedOver).toEqual([]);
});

test.each(unreadFields)("$kind: $names change nothing, since $reason", { timeout: 60_000 }, async (row) => {
  expect(await changes(row)).toBe(false);
});

test.each(["3.0.4", "3.1.1"])("they change nothing in OpenAPI %s", async (version) => {
  const older = objectsOf(openapi.replace("openapi: 3.2.0", `openapi: ${version}`));
  const all = await packageText(older.source);
  expect(all.startsWith("refused:")).toBe(false);
  expect(await packageText(without(older, unreadFields))).toBe(all);
});

test("a field that someone may expect in the package is told once, with the number of its places", () => {
  const told: string[] = [];
  resolve(objectsOf(openapi).source, [], ({ code, message }) => code === "field-unused" && told.push(message));
  expect(told).toContain(
    "A Schema Object has a field `xml` that is not used: bodies of XML are sent and returned as texts. It occurs 3 times.",
  );
  expect(told).toHaveLength(unreadFields.flatMap(({ isTold, names }) => (isTold ? names : [])).length);
});

test("docs/generate.md lists them", () => {
  const rows = unreadFields.map(({ kind, names, reason, isTold }) => [
    kind === "Swagger" ? "Swagger 2.0" : kind,
    names.map((name) => `\`${name}\``).join(", "),
    `${reason}${isTold ? " (a note with `--verbose`)" : ""}`,
  ]);
  const page = readFileSync(`${import.meta.dirname}/../../../docs/generate.md`, "utf8");
  expect(tableRows(page, "## What is accepted and not used")).toEqual(rows);
});
