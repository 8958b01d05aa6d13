import { describe, expect, test } from "vitest";
import { nameOverlay } from "../../../generator/emit/inspect/name-overlay.js";
import { generate } from "../../../generator/generate.js";
import { readTemplates } from "../../../generator/load/read/read-templates.js";
import type { PackagePlan } from "../../../generator/plan/types/package-plan.js";
import { resourcesOf } from "../../../generator/plan/client/plan-resources.js";
import { fixture } from "../package-of.js";

/* `specloom inspect --format overlay`: an overlay that keeps all names. */

const templates = await readTemplates();

async function planOf(text: string, overlay?: string): Promise<PackagePlan> {
  const overlays = overlay === undefined ? [] : [{ name: "names.json", text: overlay }];
  const options = { name: "names", version: "1.0.0" };
  const { plan, diagnostics } = await generate({ description: { name: "api.yaml", text }, overlays, templates, options });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (plan === undefined) throw new Error("there is a plan");
  return plan;
}

function namesIn({ resource, webhooks }: PackagePlan): ReadonlyMap<string, string> {
  const operations = resourcesOf(resource).flatMap((one) => one.operations);
  const incoming = [...operations.flatMap(({ callbacks }) => callbacks), ...(webhooks?.webhooks ?? [])];
  return new Map([
    ...operations.map(({ operation, qualifiedName }) => [operation.pointer, qualifiedName] as const),
    ...incoming.map((one) => [one.incoming.pointer, one.name] as const),
  ]);
}

describe("an overlay of names", () => {
  test.each(["incoming.yaml", "shop.yaml", "trouble.yaml"])(
    "of %s keeps all names, and is the same when generated again",
    async (name) => {
      const before = await planOf(fixture(name));
      const { text, unnamed } = nameOverlay(before, "api.yaml");
      const after = await planOf(fixture(name), text);
      expect(namesIn(after)).toEqual(namesIn(before));
      expect(nameOverlay(after, "api.yaml")).toEqual({ text, unnamed });
      expect(unnamed).toEqual([]);
    },
  );

  test("keeps the names of inline objects when another operation gets an equal or a different one", async () => {
    const page = (properties: string): string =>
      `{ get: { responses: { "200": { description: d, content: { application/json: { schema: { properties: { meta: { properties: ${properties} } } } } } } } } }`;
    const wide = "{ a: { type: string }, b: { type: string }, c: { type: string }, d: { type: string } }";
    const text = `openapi: 3.1.0
info: { title: t, version: v }
paths:
  /pets: ${page(wide)}
  /owners: ${page(wide)}
`;
    const before = await planOf(text);
    const { text: overlay } = nameOverlay(before, "api.yaml");
    const names = before.models.map(({ name }) => name);
    expect(names).toEqual(["Meta", "MetaResponse", "OwnerMeta", "OwnersGetResponse", "PetMeta", "PetsGetResponse"]);
    const other = wide.replace("{ a:", "{ z: { type: integer }, a:");
    const more = ["a", "b", "c"].map((path) => `  /${path}: ${page(other)}`).join("\n");
    const after = await planOf(`${text}${more}\n`, overlay);
    const kept = after.models.filter(({ name }) => names.includes(name));
    expect(kept.map(({ name }) => name)).toEqual(names);
    expect(kept.filter(({ schema }) => schema.kind === "object").map(({ name }) => name)).toEqual(["Meta", "MetaResponse"]);
    expect(nameOverlay(await planOf(text, overlay), "api.yaml").text).toEqual(overlay);
  });

  test("adds no numbered name where two different objects want the same one", async () => {
    const wide = (type: string) =>
      `{ properties: { a: { type: ${type} }, b: { type: string }, c: { type: string }, d: { type: string } } }`;
    const price = `{ properties: { float: ${wide("string")}, floats: { type: array, items: ${wide("integer")} } } }`;
    const text = `openapi: 3.1.0
info: { title: t, version: v }
paths:
  /price: { get: { responses: { "200": { description: d, content: { application/json: { schema: { properties: { price: ${price} } } } } } } } }
  /other: { get: {} }
`;
    const before = await planOf(text);
    const names = before.models.map(({ name }) => name);
    expect(names).toEqual(["Price", "PriceFloat", "PriceGetPriceFloat", "PriceGetResponse"]);
    const after = await planOf(text, nameOverlay(before, "api.yaml").text);
    expect(after.models.map(({ name }) => name)).toEqual(names);
  });

  test("keeps the names when an API with one resource gets a second one", async () => {
    const text = `openapi: 3.1.0
info: { title: t, version: v }
paths:
  /pets: { get: {} }
  /pets/{id}: { parameters: [{ name: id, in: path, required: true }], get: {} }
`;
    const before = await planOf(text);
    const { text: overlay } = nameOverlay(before, "api.yaml");
    expect([...namesIn(before).values()]).toEqual(["get", "list"]);
    const after = await planOf(`${text}  /owners: { get: {} }\n`, overlay);
    expect(Object.fromEntries(namesIn(after))).toEqual({
      "/paths/~1owners/get": "owners.list",
      "/paths/~1pets/get": "list",
      "/paths/~1pets~1{id}/get": "get",
    });
  });

  test("names operations with quotes in their path, and returns those that it cannot name", async () => {
    const text = `openapi: 3.1.0
info: { title: t, version: v }
paths:
  "/it's": { get: {} }
  /a: { $ref: "#/components/pathItems/I" }
  /b: { $ref: "#/components/pathItems/I" }
components: { pathItems: { I: { get: {} } } }
`;
    const before = await planOf(text);
    const { text: overlay, unnamed } = nameOverlay(before, "api.yaml");
    expect(unnamed).toEqual(["GET /a", "GET /b"]);
    expect(JSON.parse(overlay)).toMatchObject({
      actions: [{ target: "$['paths']['/it\\'s']['get']", update: { "x-specloom-name": "itS.get" } }],
    });
    expect(namesIn(await planOf(text, overlay))).toEqual(namesIn(before));
  });

  test("keeps the keys of parameters, and the names of models that got a number", async () => {
    const text = (parameters: string, body: string, schemas: string) => `openapi: 3.1.0
info: { title: t, version: v }
paths:
  /a/{id}:
    parameters: [{ name: id, in: path, required: true }, { $ref: "#/components/parameters/Page" }]
    put:
      parameters: [${parameters}{ name: limit, in: query }, { name: "it's", in: header }, { name: id, in: query }]
      requestBody: { content: { application/json: { schema: { properties: { ${body} } } } } }
      responses: { "200": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/a-b" } } } } }
    get:
      responses: { "200": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/a_b" } } } } }
components:
  parameters: { Page: { name: page, in: query } }
  schemas:
    a-b: { properties: { a: { type: string } } }
    a_b: { properties: { b: { type: string } } }
    ${schemas}
`;
    const keysIn = (plan: PackagePlan) =>
      resourcesOf(plan.resource).flatMap(({ operations }) =>
        operations.map(({ name, parameters }) => [name, ...parameters.map(({ key }) => key)]),
      );
    const modelsIn = ({ models }: PackagePlan) => models.map(({ key, name }) => [key, name]);
    const before = await planOf(text("", "name: { type: string }", ""));
    const { text: overlay, unnamed } = nameOverlay(before, "api.yaml");
    const keys = [
      ["get", "id", "page"],
      ["replace", "id", "idInQuery", "limit", "page", "it's"],
    ];
    expect([keysIn(before), unnamed]).toEqual([keys, []]);
    expect(nameOverlay(await planOf(text("", "name: { type: string }", ""), overlay), "api.yaml").text).toBe(overlay);
    const more = [
      "{ name: page, in: header }, { name: idInQuery, in: cookie }, ",
      "limit: { type: string }",
      "a.b: { properties: { c: { type: string } } }",
    ] as const;
    const grown = text(...more)
      .replace("/schemas/a_b", "/schemas/a.b")
      .replace("    get:", "    delete: { responses: { '200': { $ref: '#/components/responses/B' } } }\n    get:");
    const answered = `${grown}  responses: { B: { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/a_b" } } } } }\n`;
    expect(keysIn(await planOf(answered))).not.toContainEqual(expect.arrayContaining(["limit"]));
    const after = await planOf(answered, overlay);
    expect(keysIn(after)).toEqual([
      ["delete", "id", "page"],
      ["get", "id", "page"],
      ["replace", "id", "idInQuery", "limit", "page", "it's", "pageInHeader", "idInQueryInCookie"],
    ]);
    expect(modelsIn(after)).toEqual(expect.arrayContaining(modelsIn(before).filter(([key]) => key?.endsWith("a_b"))));
  });

  test("one parameter with different keys is not named, and is told", async () => {
    const text = `openapi: 3.1.0
info: { title: t, version: v }
paths:
  /a:
    parameters: [{ name: q, in: query }]
    get: {}
    post: { requestBody: { content: { application/json: { schema: { properties: { q: { type: string } } } } } } }
`;
    const { text: overlay, unnamed } = nameOverlay(await planOf(text), "api.yaml");
    expect(overlay).not.toContain("parameters");
    expect(unnamed).toEqual(["the parameter `q` of POST /a", "the parameter `q` of GET /a"]);
  });

  test("keeps the names of options", async () => {
    const text = (others: string, more: string) => `openapi: 3.1.0
info: { title: t, version: v }
servers: [{ url: "https://{tenant-name}.example.com", variables: { tenant-name: { default: a } } }]
security: [{ key: [] }, { token: [] }${more}]
components:
  securitySchemes:
    ${others}
    key: { type: apiKey, in: header, name: X-Key }
    token: { type: http, scheme: bearer }
paths: { /a: { get: {} } }
`;
    const optionsIn = ({ credentials, serverOptions }: PackagePlan) =>
      [...credentials, ...serverOptions].map(({ option }) => option);
    const before = await planOf(text("", ""));
    const { text: overlay } = nameOverlay(before, "api.yaml");
    expect(optionsIn(before)).toEqual(["accessToken", "key", "tenantName"]);
    const grown = text("KEY: { type: apiKey, in: header, name: X-Other }", ", { KEY: [] }");
    expect(optionsIn(await planOf(grown))).not.toContain("key");
    expect(optionsIn(await planOf(grown, overlay))).toEqual([
      "accessToken",
      "key",
      expect.stringMatching(/^key_[0-9a-f]{8}$/),
      "tenantName",
    ]);
  });
});
