import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../generator/diagnostics.js";
import { parse } from "../../generator/load/parse/parse.js";
import type { SourceText } from "../../generator/load/documents/source.js";
import { buildApi } from "../../generator/model/build-api.js";
import type { PackagePlan } from "../../generator/plan/types/package-plan.js";
import { planPackage } from "../../generator/plan/plan.js";
import { resolve } from "../../generator/resolve/resolve.js";
import { operationsOf } from "./api-builder.js";

function planOf(
  description: SourceText,
  overlays: readonly SourceText[] = [],
): { readonly plan: PackagePlan; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const resolved = resolve(
    parse(description, report),
    overlays.map((overlay) => parse(overlay, report)),
    report,
  );
  return { plan: planPackage(buildApi(resolved, report), { name: "pet-store", version: "1.0.0" }, report), diagnostics };
}

const yaml = `
openapi: 3.1.1
info: { title: Pets, version: "1", description: Keeps pets. And more. }
security: [{ token: [] }]
paths:
  /v1/pets:
    get:
      parameters: [{ name: tags, in: query, explode: false, schema: { type: array, items: { type: string } } }]
      responses:
        "200": { description: ok, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Pet" } } } } }
        default: { description: bad, content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
    post:
      operationId: addPet
      tags: [pet]
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
      responses: { "201": { description: made, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
  /v1/pets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    delete: { responses: { "204": { description: gone } } }
  /v1/health:
    get: { security: [], responses: { "204": { description: well } } }
components:
  schemas:
    Pet: { type: object, required: [id, name], properties: { id: { type: string, readOnly: true }, name: { type: string } } }
    Error: { type: object, properties: { message: { type: string } } }
  securitySchemes:
    token: { type: http, scheme: bearer }
`;

describe("from a description to a plan", () => {
  test("operations, models and credentials have their names", () => {
    const { plan, diagnostics } = planOf({ name: "pets.yaml", text: yaml });
    expect(diagnostics).toEqual([]);
    expect(plan.packageJson).toEqual({ name: "pet-store", version: "1.0.0", description: "Keeps pets." });
    expect(
      operationsOf(plan).map(({ qualifiedName, paramsName, paramsOptional, body, credentials }) => [
        qualifiedName,
        paramsName,
        paramsOptional,
        body?.shape,
        credentials,
      ]),
    ).toEqual([
      ["health.get", undefined, true, undefined, []],
      ["pets.add", "PetsAddParams", false, "fields", undefined],
      ["pets.delete", "PetsDeleteParams", false, undefined, undefined],
      ["pets.list", "PetsListParams", true, undefined, undefined],
    ]);
    expect(plan.models.map(({ name, direction }) => `${name}: ${direction}`)).toEqual([
      "ErrorModel: both",
      "Pet: response",
      "PetInput: request",
    ]);
    expect(plan.credentials).toEqual([{ scheme: "bearer", option: "accessToken", schemes: ["token"] }]);
    expect(plan.errorBody).toMatchObject({ kind: "reference", target: "/components/schemas/Error" });
    expect(plan.client.children.map(({ property, child }) => `${property}: ${child.name}`)).toEqual([
      "health: PetStoreHealth",
      "pets: PetStorePets",
    ]);
  });

  test("the names of the package in this repository", () => {
    const spec = (name: string): SourceText => ({
      name,
      text: readFileSync(join(import.meta.dirname, "../../spec", name), "utf8"),
    });
    const { plan, diagnostics } = planOf(spec("partner-clients.openapi.yaml"), [spec("partner-clients.overlay.yaml")]);
    expect(diagnostics.filter(({ severity }) => severity !== "note")).toEqual([]);
    expect([plan.client.name, plan.client.instance, plan.client.module]).toEqual([
      "PartnerClients",
      "partnerClients",
      "partner-clients",
    ]);
    expect(
      operationsOf(plan).map(
        ({ qualifiedName, paramsName, paramsOptional }) => `${qualifiedName}(${paramsName ?? ""}${paramsOptional ? "?" : ""})`,
      ),
    ).toEqual([
      "get(GetParams)",
      "list(ListParams?)",
      "search(SearchParams?)",
      "update(UpdateParams)",
      "associations.create(AssociationsCreateParams)",
      "associations.delete(AssociationsDeleteParams)",
      "associations.list(AssociationsListParams)",
      "batch.read(BatchReadParams)",
      "batch.update(BatchUpdateParams)",
    ]);
    expect(plan.entryPoints.map(({ subpath }) => subpath)).toEqual([
      ".",
      "./client",
      "./journal",
      "./models",
      "./oauth",
      "./operations",
      "./testing",
      "./associations",
      "./batch",
    ]);
    const renamed = [...plan.modelNames].filter(([key, { response }]) => key !== `/components/schemas/${response}`);
    expect(renamed).toEqual([["/components/schemas/Error", { request: "ErrorModel", response: "ErrorModel" }]]);
  });
});
