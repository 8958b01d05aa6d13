import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { generate } from "../../../generator/generate.js";
import { readTemplates } from "../../../generator/load/read/read-templates.js";
import type { Files } from "../../../generator/files.js";
import { readmeNames } from "../../../generator/plan/names/reserved-names.js";
import { withReadme } from "../../corpus/check-description.js";
import { typeCheck } from "../../corpus/type-check.js";
import { readmeModule } from "../compile.js";

/* The examples of a README are compiled as one module, as a reader may paste them, so no two declarations in them may have the same name. */

const root = path.join(import.meta.dirname, "../../..");

/** The names of variables and imports in the examples of a README; names of types start with a capital letter. */
function declared(readme: string): readonly string[] {
  const names = new Set<string>();
  const collect = (node: ts.Node): void => {
    if ((ts.isVariableDeclaration(node) || ts.isImportSpecifier(node) || ts.isFunctionDeclaration(node)) && node.name)
      names.add(node.name.getText());
    ts.forEachChild(node, collect);
  };
  collect(ts.createSourceFile("readme.ts", readmeModule(readme), ts.ScriptTarget.ES2022, true));
  return [...names].filter((name) => /^[a-z]/.test(name));
}

describe("names that the examples declare are reserved", () => {
  test.each([
    { file: "generated/README.md", own: ["partnerClients", "fakePartnerClients", "outcome", "error"] },
    { file: "test/snapshots/shop/README.md", own: ["shop", "outcome", "error"] },
  ])("in $file", ({ file, own }) => {
    const names = declared(readFileSync(path.join(root, file), "utf8"));
    expect(names.length).toBeGreaterThan(8);
    expect(names.filter((name) => !readmeNames.has(name) && !own.includes(name))).toEqual([]);
  });
});

/** A client and a resource with names that the README uses. */
const called = (name: string): string => `openapi: 3.1.0
info: { title: ${name}, version: "1" }
servers: [{ url: https://api.example.com }]
security: [{ oauth: [] }]
x-specloom-rate-limit: { bucket: all, requests: 10, windowSeconds: 1 }
components:
  securitySchemes:
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: https://api.example.com/token, scopes: {} } } }
paths:
  /things:
    get:
      tags: [${name}]
      operationId: list${name}
      responses: { "200": { description: OK, content: { application/json: { schema: { type: array, items: { type: string } } } } } }
`;

test("a client and a resource may have names that the README uses", async () => {
  const templates = await readTemplates();
  const packages = new Map<string, Files>();
  for (const name of ["token", "item", "console", "process", "values", "response"]) {
    const description = { name: `${name}.yaml`, text: called(name) };
    const { files } = await generate({ description, overlays: [], templates, options: { name, version: "1.0.0" } });
    for (const example of ["createRateLimiter(", "oauthClientCredentials("]) expect(files.get("README.md")).toContain(example);
    packages.set(name, withReadme(files));
  }
  expect(typeCheck(packages, "with DOM")).toEqual([]);
});
