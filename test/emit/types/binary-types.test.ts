import { expect, test } from "vitest";
import { typeErrors } from "../compile.js";
import { packageOf } from "../package-of.js";

/** A pet is received as JSON and sent as a form; a note is JSON in both directions. */
const description = `openapi: 3.1.0
info: { title: Pets, version: "1" }
servers: [{ url: https://api.example.com }]
paths:
  /pets:
    post:
      requestBody: { required: true, content: { multipart/form-data: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
  /notes:
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }
components:
  schemas:
    Pet: { type: object, required: [photo], properties: { photo: { type: string, format: binary } } }
    Note: { type: object, required: [scan], properties: { scan: { type: string, format: binary } } }
`;

test("a binary string is a Blob where bytes are sent, and a string in JSON, for each direction on its own", async () => {
  const { files } = await packageOf(description);
  const models = (files.get("src/models.ts") ?? "").replaceAll(/^\s*\/\*.*\n/gm, "").trim();
  expect(models).toBe(`export interface Note {
  scan: string;
}

export interface Pet {
  photo: string;
}

export interface PetInput {
  photo: Blob | ArrayBufferView | ArrayBuffer | ReadableStream;
}`);
  const classes = files.get("src/sample.ts") ?? "";
  expect(classes).toContain(`notes.create({ scan: "text" })`);
  expect(classes).toContain(`pets.create({ photo: new Blob(["content"]) })`);
  expect(typeErrors(files)).toEqual([]);
});

test("a model that is a form in one request and JSON in another becomes two models", async () => {
  const body = (type: string, schema: string) => `requestBody: { required: true, content: { ${type}: { schema: ${schema} } } }`;
  const pet = "{ $ref: '#/components/schemas/Pet' }";
  const done = 'responses: { "200": { description: ok } }';
  const { files } = await packageOf(`openapi: 3.1.0
info: { title: Pets, version: "1" }
paths:
  /forms: { post: { ${body("multipart/form-data", pet)}, ${done} } }
  /json: { post: { ${body("application/json", pet)}, ${done} } }
  /many: { post: { ${body("application/json", "{ $ref: '#/components/schemas/Pets' }")}, ${done} } }
  /either:
    post:
      requestBody: { required: true, content: { application/json: { schema: ${pet} }, multipart/form-data: { schema: ${pet} } } }
      responses: { "200": { description: ok, content: { application/json: { schema: ${pet} } } } }
components:
  schemas:
    Pet:
      type: object
      required: [photo]
      properties: { photo: { type: string, format: binary }, owner: { $ref: '#/components/schemas/Owner' } }
    Pets: { type: array, items: ${pet} }
    Owner: { type: object, properties: { pets: { $ref: '#/components/schemas/Pets' } } }
`);
  const models = (files.get("src/models.ts") ?? "").replaceAll(/^\s*\/\*.*\n/gm, "").trim();
  expect(models).toBe(`export interface Owner {
  pets?: Pets;
}

export interface Pet {
  owner?: Owner;
  photo: Blob | ArrayBufferView | ArrayBuffer | ReadableStream;
}

export interface PetJson {
  owner?: Owner;
  photo: string;
}

export type Pets = PetJson[];`);
  expect(typeErrors(files)).toEqual([]);
});
