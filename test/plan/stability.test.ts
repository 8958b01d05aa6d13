import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dereference, schemaLookup } from "../../generator/model/traversal/dereference.js";
import type { Operation } from "../../generator/model/types/operation.js";
import type { Schema } from "../../generator/model/types/schema.js";
import type { PackagePlan } from "../../generator/plan/types/package-plan.js";
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

/** The plan without the model. */
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

  test("the order of the description changes neither the plan nor the diagnostics", () => {
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

  test("adding or removing unrelated operations and schemas changes no other name", () => {
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

  test("the names are these", () => {
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

describe("names of inline objects are stable", () => {
  const page = object({ page: string, size: string, total: string, next: string });
  const pet = object({ id: string, name: string, color: string });
  const answer = (schema: Schema) => ({ responses: [response("200", schema)] });
  const before = [
    operation("GET", "/pets", answer(object({ pets: list(pet), meta: page }))),
    operation("GET", "/pets/{id}", answer(object({ pet }))),
    operation("POST", "/pets", { body: body(object({ owner: object({ a: string, b: string, c: string, d: string }) })) }),
    operation("GET", "/owners", { responses: [response("200", string), response("404", object({ error: page }))] }),
  ];
  const declared = (given: readonly Operation[]): Readonly<Record<string, Schema>> => {
    const { api, models } = planned({ operations: given }).plan;
    return Object.fromEntries(models.map(({ name, schema }) => [name, dereference(schema, schemaLookup(api.schemas))]));
  };
  /** The names of the properties at each name. */
  const contents = (models: Readonly<Record<string, Schema>>) =>
    Object.entries(models).map(([name, schema]) => [
      name,
      schema.kind === "object" ? schema.properties.map((one) => one.name) : [],
    ]);

  test.each<[string, Schema]>([
    [
      "the same name and another shape",
      object({ pet: object({ x: string }), meta: object({ a: string, b: string, c: string, d: string }) }),
    ],
    ["the same name and an equal shape", object({ pet, meta: page, pets: list(pet) })],
    ["another name and an equal shape", object({ animal: pet, around: page })],
    ["an equal response", object({ pets: list(pet), meta: page })],
  ])("another operation with an object of %s renames none", (_, schema) => {
    const old = declared(before);
    expect(Object.keys(old)).toEqual([
      "OwnerError",
      "OwnerErrorResponse",
      "Pet",
      "PetMeta",
      "PetsCreateOwner",
      "PetsGetResponse",
      "PetsListResponse",
    ]);
    for (const path of ["/aardvarks", "/zebras", "/zebras/{id}/pets"]) {
      const more = [
        operation("GET", path, answer(schema)),
        operation("POST", path, { body: body(schema), responses: [response("404", schema)] }),
      ];
      const grown = declared([...before, ...more]);
      expect(contents(Object.fromEntries(Object.keys(old).map((name) => [name, grown[name] ?? string])))).toEqual(contents(old));
    }
  });

  test.each(["data", "result", "items"])("no name is shared by responses that only wrap something in `%s`", (envelope) => {
    const wrapped = (path: string, thing: Schema, methods: readonly ("GET" | "PUT" | "PATCH")[]) =>
      methods.map((method) => operation(method, path, answer(object({ [envelope]: thing }))));
    const old = declared(wrapped("/pets/{id}", pet, ["GET", "PUT"]));
    expect(Object.keys(old)).toEqual(["Pet", "PetsGetResponse", "PetsReplaceResponse"]);
    const others = wrapped("/zebras/{id}", object({ id: string, stripes: string, age: string }), ["GET", "PUT", "PATCH"]);
    expect(declared([...wrapped("/pets/{id}", pet, ["GET", "PUT"]), ...others])).toMatchObject(old);
  });
});

/** A realistic API: several resources, good and bad operationIds, tags, versions, actions, items, words in different case. */
const pool: readonly Operation[] = [
  operation("GET", "/v1/pets", { responses: [response("200", list(string))] }),
  operation("POST", "/v1/pets", { operationId: "addPet", tags: ["pet"] }),
  operation("GET", "/v1/pets/{id}"),
  operation("DELETE", "/v1/pets/{id}", { operationId: "deletePetById", tags: ["pet"] }),
  operation("POST", "/v1/pets/{id}/photos"),
  operation("POST", "/v1/pets/search"),
  operation("GET", "/v2/pets"),
  operation("GET", "/v1/owners", { operationId: "owners.all" }),
  operation("GET", "/v1/owners/{id}"),
  operation("GET", "/v1/owners/{id}/{part}"),
  operation("PUT", "/v1/owners/{id}/pets/{pet}"),
  operation("GET", "/v1/Owners/{id}/cashItems"),
  operation("GET", "/v1/owners/{id}/cashitems/{item}"),
  operation("GET", "/v1/status"),
  operation("GET", "/v1/status/{service}"),
  operation("POST", "/v1/users/{id}/avatar"),
  operation("GET", "/v1/users/{id}/avatar"),
  operation("POST", "/v1/search"),
  operation("POST", "/v1/search/articles"),
  operation("GET", "/constructor"),
  operation("POST", "/v1/список"),
  operation("POST", "/v1/清单"),
];

const some = fc.subarray([...pool], { minLength: 1 });

function namesOfOperations(given: readonly Operation[]): ReadonlyMap<string, string> {
  return new Map(operationsOf(planned({ operations: given }).plan).map((one) => [one.operation.pointer, one.qualifiedName]));
}

function named(given: readonly Operation[], names: ReadonlyMap<string, string>): readonly Operation[] {
  return given.map((one) => {
    const name = names.get(one.pointer);
    return name === undefined ? one : { ...one, name: name.split(".") };
  });
}

function kept(names: ReadonlyMap<string, string>, among: ReadonlyMap<string, string>): readonly (string | undefined)[] {
  return [...among.keys()].map((pointer) => names.get(pointer));
}

describe("names from an overlay", () => {
  test("do not change when other operations are added or removed", () => {
    fc.assert(
      fc.property(some, some, (before, after) => {
        const names = namesOfOperations(before);
        const left = after.filter(({ pointer }) => names.has(pointer));
        const grown = named(after, names);
        const again = namesOfOperations(grown);
        expect(left.map(({ pointer }) => again.get(pointer))).toEqual(left.map(({ pointer }) => names.get(pointer)));
        expect(new Set([...again.values()].map((name) => name.toLowerCase())).size).toBe(after.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe("names without an overlay", () => {
  /** Operations that are always there, so that the shared prefix, the paths with items and the resources stay the same. */
  const always = pool.filter(({ path }) => /status|search|avatar|constructor|список|清单|[Cc]ash|pets$/.test(path.text));
  const inTwoVersions = /^\/v2\/|\{part\}/;
  const others = pool.filter((one) => !always.includes(one) && !inTwoVersions.test(one.path.text));

  test("do not change when unrelated operations are added or removed", () => {
    const names = namesOfOperations([...always, ...others]);
    fc.assert(
      fc.property(fc.subarray([...others]), (left) => {
        const again = namesOfOperations([...always, ...left]);
        expect(kept(again, again)).toEqual(kept(names, again));
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    {
      why: "a second resource: the shared prefix changes",
      before: ["GET /pets", "GET /pets/{id}"],
      more: "GET /owners",
      changed: { "GET /pets": "list → pets.list", "GET /pets/{id}": "get → pets.get" },
    },
    {
      why: "a first item: a path that looked like a single thing has items",
      before: ["GET /status", "GET /x"],
      more: "GET /status/{service}",
      changed: { "GET /status": "status.get → status.list" },
    },
    {
      why: "a resource with the name of an operation",
      before: ["POST /users/{id}/avatar", "GET /x"],
      more: "GET /users/{id}/avatar",
      changed: { "POST /users/{id}/avatar": "users.avatar → users.avatar.create" },
    },
    {
      why: "an operation with the same name that wins",
      before: ["GET /v2/pets", "GET /x"],
      more: "GET /v1/pets",
      changed: { "GET /v2/pets": "pets.list → pets.listV2" },
    },
    {
      why: "another spelling that wins",
      before: ["GET /cashitems/{id}", "GET /x"],
      more: "GET /cashItems",
      changed: { "GET /cashitems/{id}": "cashitems.get → cashItems.get" },
    },
  ])("change with $why", ({ before, more, changed }) => {
    const lines = (all: readonly string[]) => all.map((line) => operation(line.split(" ")[0] ?? "", line.split(" ")[1] ?? ""));
    const [first, second] = [namesOfOperations(lines(before)), namesOfOperations(lines([...before, more]))];
    const changes = lines(before).flatMap(({ method, path, pointer }) => {
      const [was, is] = [first.get(pointer), second.get(pointer)];
      return was === is ? [] : [[`${method} ${path.text}`, `${was ?? ""} → ${is ?? ""}`] as const];
    });
    expect(Object.fromEntries(changes)).toEqual(changed);
    // With names from an overlay, none changes.
    const pinned = namesOfOperations(named(lines([...before, more]), first));
    expect(kept(pinned, first)).toEqual([...first.values()]);
  });
});
