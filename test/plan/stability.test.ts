import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Operation } from "../../generator/model/api.js";
import type { Schema } from "../../generator/model/schema.js";
import type { PackagePlan } from "../../generator/plan/package.js";
import { body, list, object, operation, operationsOf, planned, reference, response, scheme, string } from "./api-builder.js";

const schemas: Readonly<Record<string, Schema>> = {
  Pet: object({ "<id!": string, "name!": string }),
  pet: object({ name: string }),
  PetInput: string,
  Error: object({ message: string }),
  "list.params": string,
  ListParams: string,
};

const operations: readonly Operation[] = [
  operation("GET", "/v1/pets", {
    responses: [response("200", list(reference("Pet"))), response("default", reference("Error"))],
    security: [[{ scheme: "b", scopes: [] }]],
  }),
  operation("GET", "/v2/pets", {
    responses: [response("200", list(reference("Pet")))],
    security: [[{ scheme: "a", scopes: [] }]],
  }),
  operation("POST", "/v1/pets", { operationId: "addPet", tags: ["pet"], body: body(reference("Pet")) }),
  operation("POST", "/v1/pets/{id}/avatar"),
  operation("GET", "/v1/pets/{id}/avatar"),
  operation("GET", "/v1/owners/{id}", { name: ["people", "owner"] }),
  operation("GET", "/v1/owners/{id}/{part}"),
  operation("GET", "/v1/Owners/{id}"),
];

const security = [scheme("a", "apiKey"), scheme("b", "apiKey", { apiKey: { in: "query", name: "k" } })];

/** Everything that is decided, without the API that it was decided about. */
function decisions(plan: PackagePlan): unknown {
  return { ...plan, api: undefined, modelNames: Object.fromEntries(plan.modelNames) };
}

function publicNames(plan: PackagePlan): Readonly<Record<string, string>> {
  const members = operationsOf(plan).map(
    ({ operation: { pointer }, qualifiedName, paramsName = "", responsesName }) =>
      [pointer, `${qualifiedName} ${paramsName} ${responsesName}`] as const,
  );
  const models = [...plan.modelNames].map(([key, { request, response: received }]) => [key, `${request} ${received}`] as const);
  return Object.fromEntries([...members, ...models]);
}

describe("names are stable", () => {
  const first = planned({ schemas, operations, security });

  test("whatever the order of what was read, the plan is the same, and so is what is said about it", () => {
    const shuffled = fc.tuple(
      fc.shuffledSubarray([...operations], { minLength: operations.length }),
      fc.shuffledSubarray(Object.entries(schemas), { minLength: Object.keys(schemas).length }),
    );
    fc.assert(
      fc.property(shuffled, ([someOperations, someSchemas]) => {
        const again = planned({ schemas: Object.fromEntries(someSchemas), operations: someOperations, security });
        expect(decisions(again.plan)).toEqual(decisions(first.plan));
        expect(again.diagnostics.map(({ message }) => message).sort()).toEqual(
          first.diagnostics.map(({ message }) => message).sort(),
        );
      }),
      { numRuns: 50 },
    );
  });

  test("unrelated operations and schemas come and go without changing another name", () => {
    const more = {
      schemas: { ...schemas, Aardvark: string, Zebra: object({ "<id": string }) },
      operations: [
        ...operations,
        operation("GET", "/v1/aardvarks"),
        operation("GET", "/v1/pets/{id}/toys", { operationId: "listToys" }),
        operation("DELETE", "/v1/zebras/{id}"),
      ],
      security,
    };
    const [before, after] = [publicNames(first.plan), publicNames(planned(more).plan)];
    expect(Object.fromEntries(Object.keys(before).map((key) => [key, after[key]]))).toEqual(before);
    expect(Object.keys(after).length).toBe(Object.keys(before).length + 5);
  });

  test("this is what the names are", () => {
    expect(Object.values(publicNames(first.plan)).sort()).toEqual(
      [
        "people.owner PeopleOwnerParams PeopleOwnerResponses",
        "owners.get OwnersGetParams OwnersGetResponses",
        "owners.getByPart OwnersGetByPartParams OwnersGetByPartResponses",
        "pets.add PetsAddParams PetsAddResponses",
        "pets.list  PetsListResponses",
        "pets.listV2  PetsListV2Responses",
        "pets.avatar.create PetsAvatarCreateParams PetsAvatarCreateResponses",
        "pets.avatar.get PetsAvatarGetParams PetsAvatarGetResponses",
        "PetRequest Pet",
        "Pet2 Pet2",
        "PetInput PetInput",
        "ErrorModel ErrorModel",
        "ListParams ListParams",
        "ListParams2 ListParams2",
      ].sort(),
    );
  });
});
