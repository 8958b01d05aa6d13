import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/** The house of the design, sentence by sentence. */

const root = join(import.meta.dirname, "..");

/** From top to bottom: a folder imports only from folders above it. */
const floors = ["load", "resolve", "model", "plan", "emit", "format", "write", "compare"];

/** What every floor may use: the vocabulary of faults and of options. */
const vocabulary = ["generator/diagnostics.ts", "generator/options.ts"];

interface Import {
  readonly from: string;
  readonly to: string;
  /** False for `import type`. */
  readonly value: boolean;
}

function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .sort();
}

function importsOf(path: string): readonly Import[] {
  const file = ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.ESNext, true);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, value: boolean) => {
    if (specifier !== undefined && ts.isStringLiteral(specifier))
      found.push({ from: path, to: target(path, specifier.text), value });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword);
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, !node.isTypeOnly);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], true);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function target(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return relative(root, join(root, from, "..", specifier))
    .replaceAll("\\", "/")
    .replace(/\.js$/, ".ts");
}

const generator = sourcesBelow("generator");
const runtime = sourcesBelow("templates/runtime");
const imports = [...generator, ...runtime].flatMap(importsOf);

function floorOf(path: string): number {
  return floors.indexOf(path.split("/")[1] ?? "");
}

describe("the house", () => {
  test("has every floor, each with a README", () => {
    const folders = readdirSync(join(root, "generator"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).filter((name) => !floors.includes(name))).toEqual([]);
    expect(folders.filter(({ name }) => !readdirSync(join(root, "generator", name)).includes("README.md"))).toEqual([]);
    expect(generator.length).toBeGreaterThan(30);
  });

  test("data flows down: a folder imports only from folders above it", () => {
    const upward = imports.filter(({ from, to }) => {
      if (floorOf(from) < 0 || !to.startsWith("generator/") || vocabulary.includes(to)) return false;
      return floorOf(to) < 0 || floorOf(to) > floorOf(from);
    });
    expect(upward).toEqual([]);
  });

  test("only load/ and write/ touch the disk or the network", () => {
    const outside = /^node:(fs|net|http|https|http2|dgram|tls|dns|child_process|worker_threads)(\/|$)/;
    const offenders = imports.filter(
      ({ from, to }) => outside.test(to) && !["load", "write"].includes(floors[floorOf(from)] ?? ""),
    );
    const fetching = generator.filter(
      (path) => /\bfetch\(/.test(readFileSync(join(root, path), "utf8")) && !path.startsWith("generator/load/"),
    );
    expect({ offenders, fetching }).toEqual({ offenders: [], fetching: [] });
  });

  test.each(["openapi-typescript", "ts-morph", "handlebars", "prettier", "@scalar/openapi-upgrader"])(
    "%s is imported for values by exactly one file",
    (library) => {
      const importers = imports
        .filter(({ to, value }) => value && (to === library || to.startsWith(`${library}/`)))
        .map(({ from }) => from);
      expect(new Set(importers).size).toBe(1);
    },
  );

  test("the runtime imports nothing but itself", () => {
    expect(
      imports.filter(({ from, to }) => from.startsWith("templates/runtime/") && !to.startsWith("templates/runtime/")),
    ).toEqual([]);
  });

  // What a generated `api.ts` may import. Were it to lead back there, the facts would be read before they exist.
  test.each([
    "call/versions",
    "credentials/api-key",
    "credentials/basic",
    "credentials/bearer",
    "credentials/renew-tokens",
    "limits/rate-limits",
    "options/same-origin",
    "options/servers",
    "retries/field-holds",
  ])(
    "%s can be injected: it does not lead to the generated module",
    (name) => {
      const reached = new Set([`templates/runtime/${name}.ts`]);
      for (const path of reached) for (const { from, to, value } of imports) if (from === path && value) reached.add(to);
      expect([...reached]).not.toContain("templates/runtime/api.ts");
    },
  );

  test("nothing in the generator or the templates knows a vendor", () => {
    const templates = readdirSync(join(root, "templates"), { recursive: true, encoding: "utf8", withFileTypes: true }).filter(
      (entry) => entry.isFile(),
    );
    const paths = [...generator.map((path) => join(root, path)), ...templates.map((entry) => join(entry.parentPath, entry.name))];
    expect(
      paths
        .filter((path) => /hubspot|hubapi|partner.?client/i.test(readFileSync(path, "utf8")))
        .map((path) => relative(root, path)),
    ).toEqual([]);
  });

  test("no file is named after nothing in particular", () => {
    expect([...generator, ...runtime].filter((path) => /(utils?|helpers?|common|misc)\.ts$/.test(path))).toEqual([]);
  });
});
