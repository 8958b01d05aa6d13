import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../../generator/cli.js";

/** `adopt` with a description of several documents: it is written as one. */

async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const [out, error]: [string[], string[]] = [[], []];
  const code = await main(args, { out: (line) => out.push(line), error: (line) => error.push(line) });
  return { code, out: out.join("\n"), error: error.join("\n") };
}

const thing = (type: string) =>
  `type: object\nproperties: { value: { type: ${type} }, owner: { $ref: "../openapi.yaml#/components/schemas/Owner" } }\n`;

const documents = (type: string): Readonly<Record<string, string>> => ({
  "openapi.yaml": `openapi: 3.1.0
info: { title: Things, version: "1", description: { $ref: intro.md } }
servers: [{ url: https://things.example }]
paths: { /things: { $ref: paths/things.yaml } }
components: { schemas: { Owner: { type: object, properties: { name: { type: string } } } } }
`,
  "paths/things.yaml": `get:
  operationId: listThings
  parameters: [{ $ref: "../common.yaml#/parameters/Limit" }]
  responses: { "200": { description: All., content: { application/json: { schema: { type: array, items: { $ref: ../models/thing.yaml } } } } } }
`,
  "common.yaml": "parameters: { Limit: { name: limit, in: query, schema: { type: integer } } }\n",
  "models/thing.yaml": thing(type),
  "intro.md": "What things are.\n",
});

let folder = "";
const path = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(path(name), "utf8");
const configFlag = () => ["--config", path("specloom.config.json")];
const adopt = (source: string, ...flags: readonly string[]) => run("adopt", source, ...configFlag(), ...flags);

function put(below: string, texts: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(path(join(below, name))), { recursive: true });
    writeFileSync(path(join(below, name)), text);
  }
  return path(join(below, "openapi.yaml"));
}

const setConfig = (options: object = {}) =>
  writeFileSync(
    path("specloom.config.json"),
    JSON.stringify({
      input: "spec/openapi.yaml",
      output: "client",
      name: "things",
      license: "MIT",
      version: "1.0.0",
      ...options,
    }),
  );

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "adopt-documents-"));
  put("spec", documents("string"));
  setConfig();
  expect((await run("generate", ...configFlag())).code).toBe(0);
});

describe("a description of several files", () => {
  test("is written as one, which needs none of them and gives the same package", async () => {
    const names = (text: string) => text.match(/\w+/g)?.length;
    const before = read("client/src/models.ts");
    const { code, out, error } = await adopt(put("vendor", documents("string")));
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(out).toContain("The version stays.");
    expect(out).toMatch(/It refers to .*common\.yaml and 3 more: .*openapi\.yaml has them, too, as one file\./);
    expect(out).toMatch(/no longer refers to .*common\.yaml and 3 more\. Remove what nothing else needs\./);
    expect(read("spec/openapi.yaml")).not.toMatch(/\$ref: (?!"#)/);
    expect(read("spec/openapi.yaml")).toContain("description: |\n    What things are.\n");
    expect([names(read("client/src/models.ts")), read("client/src/models.ts")]).toEqual([names(before), before]);
    expect((await run("check", "--full", ...configFlag())).code).toBe(0);
  });

  test("has a hash that covers all of them, so that a change in any is one, and its reversal is recognised", async () => {
    await adopt(put("vendor", documents("string")));
    expect((await adopt(put("vendor", documents("number")))).out).toContain("The next version is 2.0.0");
    expect((await adopt(put("vendor", documents("string")))).out).toContain("exactly that of version 1.0.0 again");
  });

  test("keeps its overlays, also one that extends it by its name", async () => {
    const actions = [{ target: "$.info", update: { title: "Gadgets" } }];
    const overlay = { overlay: "1.0.0", info: { title: "Ours", version: "1" }, extends: "openapi.yaml", actions };
    writeFileSync(path("spec/overlay.json"), JSON.stringify(overlay));
    setConfig({ overlays: ["spec/overlay.json"] });
    expect(await adopt(put("vendor", documents("number")))).toMatchObject({ code: 0, error: "" });
    expect(read("spec/openapi.yaml")).toContain("title: Things");
  });

  test("is refused with an overlay that extends one of them, and what to do is said", async () => {
    const overlay = { overlay: "1.0.0", info: { title: "Ours", version: "1" }, extends: "models/thing.yaml", actions: [{ target: "$", update: { title: "T" } }] }; // prettier-ignore
    writeFileSync(path("spec/overlay.json"), JSON.stringify(overlay));
    setConfig({ overlays: ["spec/overlay.json"] });
    const before = read("spec/openapi.yaml");
    const { code, error } = await adopt(put("vendor", documents("number")));
    expect([code, error]).toEqual([2, expect.stringContaining("Remove `extends`")]);
    expect(read("spec/openapi.yaml")).toBe(before);
  });

  test("is refused if one of them is missing", async () => {
    const { "common.yaml": _, ...others } = documents("string");
    const { code, out } = await adopt(put("vendor", others));
    expect([code, out]).toEqual([2, expect.stringContaining("common.yaml#/parameters/Limit` cannot be read")]);
  });
});

describe("from a server", () => {
  const relative: Record<string, string> = {};
  let server: Server;
  let address = "";
  beforeAll(async () => {
    const texts = documents("number");
    server = createServer(({ url = "" }, response) => {
      const text = url.startsWith("/relative/")
        ? relative[url.replace("/relative/", "")]
        : texts[url.replace(/^\/v1\//, "").replace(/\?.*/, "")];
      response.writeHead(text === undefined ? 404 : 200).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/openapi.yaml`;
  });
  afterAll(() => void server.close());

  test("it is read with its documents, and its address is recorded without secrets", async () => {
    expect(await adopt(`${address}?key=secret`)).toMatchObject({ code: 0, error: "" });
    expect(read("spec/openapi.origin.json")).not.toContain("secret");
    expect(JSON.parse(read("spec/openapi.origin.json"))).toMatchObject({ origin: address });
    expect(read("spec/openapi.yaml")).toContain("type: number");
    expect((await run("check", "--full", ...configFlag())).code).toBe(0);
  });

  test("its servers are those of the address, however they are written", async () => {
    const { origin } = new URL(address);
    relative["openapi.yaml"] = `openapi: 3.1.0
info: { title: Things, version: "1" }
servers: [{ url: api }, { url: "{base}/x", variables: { base: { default: "https://a.example" } } }]
paths: { /things: { get: { operationId: listThings, servers: [{ url: /other }], responses: { "204": { description: None. } } } } }
`;
    expect(await adopt(`${origin}/relative/openapi.yaml`)).toMatchObject({ code: 0, error: "" });
    expect(read("spec/openapi.yaml").match(/url: .*/g)).toEqual([
      `url: ${origin}/other`,
      `url: ${origin}/relative/api`,
      'url: "{base}/x"',
    ]);
    relative["openapi.yaml"] = `swagger: "2.0"
info: { title: Things, version: "1" }
basePath: /v2
paths: { /things: { get: { operationId: listThings, responses: { "204": { description: None. } } } } }
`;
    expect(await adopt(`${origin}/relative/openapi.yaml`)).toMatchObject({ code: 0, error: "" });
    expect(read("spec/openapi.yaml")).toContain(`host: ${origin.replace("http://", "")}\n`);
    expect((await adopt(`${origin}/relative/openapi.yaml`)).out).toContain("The version stays.");
  });
});

test("types in responses and bodies that are documents of their own keep their names", async () => {
  const content = (type: string) =>
    `content: { application/json: { schema: { type: object, properties: { some: { type: ${type} }, page: { type: integer } } } } }\n`;
  const inResponses = (type: string) => ({
    ...documents(type),
    "paths/things.yaml": `get: { operationId: listThings, responses: { '200': { $ref: ../responses/found.yaml } } }
post: { operationId: addThing, requestBody: { $ref: ../bodies/thing.yaml }, responses: { '200': { $ref: ../responses/found.yaml }, '404': { $ref: "../openapi.yaml#/components/responses/Missing" } } }
`,
    "openapi.yaml":
      documents(type)["openapi.yaml"]?.replace(
        "components: {",
        "components: { responses: { Missing: { $ref: responses/missing.yaml } },",
      ) ?? "",
    "responses/found.yaml": `description: All.\n${content(type)}`,
    "responses/missing.yaml": `description: None.\n${content("boolean")}`,
    "bodies/thing.yaml": content(type),
  });
  put("spec", inResponses("string"));
  expect((await run("generate", ...configFlag())).code).toBe(0);
  const first = await adopt(put("vendor", inResponses("string")));
  expect({ code: first.code, error: first.error }).toEqual({ code: 0, error: "" });
  expect(first.out).toContain("The version stays.");
  expect(first.out).not.toContain("As one file it gives other names");
  expect((await run("check", "--full", ...configFlag())).code).toBe(0);
});
