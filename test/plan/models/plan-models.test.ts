import { describe, expect, test } from "vitest";
import type { Schema } from "../../../generator/model/types/schema.js";
import { body, keyOf, list, object, operation, planned, reference, response, string } from "../api-builder.js";

function names(schemas: Readonly<Record<string, Schema>>, name?: string): Readonly<Record<string, string>> {
  const { plan } = planned({ schemas }, name);
  return Object.fromEntries(Object.keys(schemas).map((schema) => [schema, plan.modelNames.get(keyOf(schema))?.response ?? ""]));
}

describe("names of models", () => {
  test("schemas keep their names, and others become type names", () => {
    expect(names({ User: string, user_profile: string, "com.acme.Order": string, Error: string })).toEqual({
      User: "User",
      user_profile: "UserProfile",
      "com.acme.Order": "ComAcmeOrder",
      Error: "ErrorModel",
    });
  });

  test("types of the package count as global types, and the client class is named first", () => {
    expect(names({ PetStore: string, ApiError: string, Client: string }, "pet-store")).toEqual({
      PetStore: "PetStore2",
      ApiError: "ApiErrorModel",
      Client: "ClientModel",
    });
  });

  test("schemas that can keep their names are named first", () => {
    expect(names({ "user-data": string, UserData: string, "user.data": string })).toEqual({
      UserData: "UserData",
      "user-data": "UserData2",
      "user.data": "UserData3",
    });
    expect(names({ USER: string, User: string, user: string })).toEqual({ USER: "USER", User: "User2", user: "User3" });
  });

  test("a suffix for a global name is not reported, a conflict is", () => {
    const { diagnostics } = planned({ schemas: { Error: string, USER: string, User: string } });
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["name-taken", "The model of the schema `User` is called `User2`, because the name `User` is taken."],
    ]);
  });

  test("models are named before types of operations, and these before classes", () => {
    const { plan } = planned({
      schemas: { PetsListResponses: string, PetStorePets: string },
      operations: [operation("GET", "/pets"), operation("GET", "/other")],
    });
    const [pets] = plan.resource.children.filter(({ path }) => path[0] === "pets");
    const [child] = plan.client.children.filter(({ property }) => property === "pets");
    expect(pets?.operations[0]?.responsesName).toBe("PetStorePetsListResponses");
    expect(child?.child.name).toBe("PetStorePetsResource");
    expect(plan.models.map(({ name }) => name)).toEqual(["PetsListResponses", "PetStorePets"].sort());
  });
});

describe("requests and responses", () => {
  const schemas = {
    Owner: object({ "<id!": string, "name!": string }),
    Pet: object({ "owner!": reference("Owner") }),
    Pets: object({ items: list(reference("Pet")) }),
    Tag: object({ name: string }),
    UserInput: object({ name: string }),
    User: object({ ">password": string, tag: reference("Tag") }),
    Login: object({ ">password": string }),
    Token: object({ "<value": string }),
  };
  const { plan } = planned({
    schemas,
    operations: [
      operation("POST", "/pets", { body: body(reference("Pet")), responses: [response("200", reference("Pet"))] }),
      operation("GET", "/pets", { responses: [response("200", reference("Pets"))] }),
      operation("POST", "/users", { body: body(reference("User")), responses: [response("200", reference("User"))] }),
      operation("POST", "/tokens", { body: body(reference("Login")), responses: [response("200", reference("Token"))] }),
    ],
  });

  test("a model has two names if its requests and responses differ at any depth and both occur", () => {
    expect(
      Object.fromEntries(
        [...plan.modelNames].map(([key, { request, response: received }]) => [key.split("/").at(-1), [request, received]]),
      ),
    ).toEqual({
      Owner: ["OwnerInput", "Owner"],
      Pet: ["PetInput", "Pet"],
      Pets: ["Pets", "Pets"],
      Tag: ["Tag", "Tag"],
      UserInput: ["UserInput", "UserInput"],
      User: ["UserRequest", "User"],
      Login: ["Login", "Login"],
      Token: ["Token", "Token"],
    });
  });

  test("each declaration has its direction", () => {
    expect(plan.models.map(({ name, direction }) => `${name}: ${direction}`)).toEqual([
      "Login: request",
      "Owner: response",
      "OwnerInput: request",
      "Pet: response",
      "PetInput: request",
      "Pets: response",
      "Tag: both",
      "Token: response",
      "User: response",
      "UserInput: both",
      "UserRequest: request",
    ]);
  });

  test("schemas that contain themselves end", () => {
    const circle = { Node: object({ "<id": string, next: reference("Node") }) };
    const around = [operation("PUT", "/n", { body: body(reference("Node")), responses: [response("200", reference("Node"))] })];
    expect(planned({ schemas: circle, operations: around }).plan.modelNames.get(keyOf("Node"))).toEqual({
      request: "NodeInput",
      response: "Node",
    });
  });
});
