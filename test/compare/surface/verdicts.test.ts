import { describe, expect, test } from "vitest";
import { compareDescriptions } from "../plans.js";
import { api, receiving, receivingWhole, sendingWhole } from "../rules/minimal-pairs.js";

const text = { type: "string" };
const number = { type: "number" };
const objectOf = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
const json = (schema: object) => ({ "application/json": { schema } });
const answers = (responses: object) => api({ operation: { responses } });
const ok = { "200": { description: "Done.", content: json(objectOf({ id: text })) } };
const failing = (status: string, schema?: object) => ({
  ...ok,
  [status]: { description: "It failed.", ...(schema && { content: json(schema) }) },
});
const body = (content: object, more: object = {}) => api({ operation: { requestBody: { content, ...more } } });
const thing = { $ref: "#/components/schemas/Thing" };
const day = { ...text, format: "date", description: "A day." };
const named = (schemas: object, value: object = thing) => receivingWhole(objectOf({ value, other: thing }), { schemas });
const alike = (name: string) =>
  receivingWhole(
    objectOf({ value: { $ref: `#/components/schemas/${name}` }, other: thing, third: { $ref: "#/components/schemas/Other" } }),
    { schemas: { Thing: a, Other: a } },
  );
const query = (more: object) => api({ operation: { parameters: [{ name: "q", in: "query", schema: text, ...more }] } });
const header = (more: object) => ({ description: "Done.", headers: { "X-Rest": { schema: text, ...more } } });
const hook = (more: object) =>
  api({ root: { webhooks: { happened: { post: { responses: { "200": { description: "Done." } }, ...more } } } } });
const tuple = (prefixItems: readonly object[]) => ({ type: "array", prefixItems, minItems: 1, items: false });
const pets = (...values: readonly string[]) => {
  const dogs = Object.fromEntries(values.map((value): [string, string] => [value, "#/components/schemas/Dog"]));
  const mapping = { cat: "#/components/schemas/Cat", ...dogs };
  const members = ["Cat", "Dog"].map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const member = (name: string) => objectOf({ kind: text, [name]: text }, { required: ["kind"] });
  return {
    schemas: { Pet: { oneOf: members, discriminator: { propertyName: "kind", mapping } }, Cat: member("a"), Dog: member("b") },
  };
};
const pet = { $ref: "#/components/schemas/Pet" };
const received = (...values: readonly string[]) => receivingWhole(pet, pets(...values));
const sent = (...values: readonly string[]) => ({ ...sendingWhole(objectOf({ pet })), components: pets(...values) });
const scoped = (...alternatives: readonly (readonly string[])[]) =>
  api({
    operation: { security: alternatives.map((login) => ({ login })) },
    components: {
      securitySchemes: {
        login: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://a.example/t", scopes: { a: "A", b: "B" } } } },
      },
    },
  });
const secured = (...security: readonly object[]) =>
  api({
    operation: { security },
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" }, other: { type: "http", scheme: "bearer" } } },
  });
const [a, b] = [objectOf({ a: text }), objectOf({ b: text })];

interface Row {
  readonly what: string;
  readonly verdict: string;
  readonly old: object;
  readonly now: object;
}

function row(what: string, verdict: string, old: object, now: object): Row {
  return { what, verdict, old, now };
}

/** Pairs whose verdict takes more than a look at the two documents. Each one was wrong once, as the compiler showed. */
// prettier-ignore
const rows: readonly Row[] = [
  row("another status with an equal body",              "compatible", answers(ok), answers({ ...ok, "203": { description: "Made.", content: json(objectOf({ id: text })) } })),
  row("two statuses exchange their bodies",             "breaking",   answers({ "200": { description: "A", content: json(a) }, "201": { description: "B", content: json(b) } }), answers({ "200": { description: "B", content: json(b) }, "201": { description: "A", content: json(a) } })),
  row("a body that may also be a text",                 "compatible", body(json(objectOf({ id: text }, { required: ["id"] }))), body({ ...json(objectOf({ id: text }, { required: ["id"] })), "text/plain": { schema: text } })),
  row("a required property in an optional body",        "breaking",   body(json(objectOf({ a: text, b: text }, { required: ["a"] }))), body(json(objectOf({ a: text, b: text, c: text }, { required: ["a", "c"] })))),
  row("the first required property of an optional body", "breaking",  body(json(objectOf({ a: text }))), body(json(objectOf({ a: text, b: text }, { required: ["b"] })))),
  row("a required property of an optional body, gone",  "compatible", body(json(objectOf({ a: text }, { required: ["a"] }))), body(json(objectOf({ a: text })))),
  row("an empty body is sent",                          "compatible", body(json(objectOf({ a: text }))), body(json(objectOf({ a: text })), { required: true })),
  row("a variant that another one covers",              "compatible", sendingWhole({ anyOf: [a, b, objectOf({ a: text, c: text })] }), sendingWhole({ anyOf: [objectOf({ a: text, c: text }), b] })),
  row("an error without a body goes",                   "docs",       answers(failing("418")), answers(ok)),
  row("an error with a body goes",                      "breaking",   answers(failing("404", objectOf({ code: text }))), answers(ok)),
  row("a range of errors becomes one of them",          "breaking",   answers(failing("4XX", objectOf({ code: text }))), answers(failing("404", objectOf({ code: text })))),
  row("one error becomes its range",                    "compatible", answers(failing("404", objectOf({ code: text }))), answers(failing("4XX", objectOf({ code: text })))),
  row("a property becomes one of a map",                "docs",       named({ Thing: objectOf({ a: text }, { additionalProperties: text }) }), named({ Thing: { type: "object", additionalProperties: text } })),
  row("a property becomes one of a map of another type", "breaking",  receiving(objectOf({ a: text }, { additionalProperties: text })), receiving({ type: "object", additionalProperties: number })),
  row("a sent property becomes one of a map of another type", "breaking", sendingWhole(objectOf({ m: objectOf({ a: text }) })), sendingWhole(objectOf({ m: { type: "object", additionalProperties: number } }))),
  row("a free-form object is described",                "breaking",   receiving({ type: "object" }), receiving(a)),
  row("an array among objects goes",                    "suspicious", receiving({ oneOf: [a, { type: "array", items: a }] }), receiving(a)),
  row("an array among scalars goes",                    "breaking",   receiving({ oneOf: [text, { type: "array", items: text }] }), receiving(text)),
  row("an object among arrays goes",                    "breaking",   receiving({ oneOf: [a, { type: "array", items: a }] }), receiving({ type: "array", items: a })),
  row("a limit that limits nothing",                    "docs",       sendingWhole(objectOf({ a: text })), sendingWhole(objectOf({ a: { ...text, minLength: 0 } }))),
  row("a format that a reference had",                  "docs",       named({ Thing: day }), named({ Thing: day }, day)),
  row("a format beside null",                           "none",       receiving({ type: ["string", "null"], format: "date" }), receiving({ anyOf: [{ ...text, format: "date" }, { type: "null" }] })),
  row("the server of an operation",                     "suspicious", api(), api({ operation: { servers: [{ url: "https://other.example" }] } })),
  row("another name of the same credential",            "none",       secured({ token: [] }), secured({ other: [] })),
  row("another alternative of scopes",                  "compatible", scoped(["a"]), scoped(["a"], ["b"])),
  row("an alternative of scopes goes",                  "suspicious", scoped(["a"], ["b"]), scoped(["a"])),
  row("another value selects a variant",                "compatible", received("dog"), received("dog", "puppy")),
  row("another value selects a variant that is sent",   "breaking",   sent("dog", "puppy"), sent("dog")),
  row("an optional item more",                          "compatible", receiving(tuple([text])), receiving(tuple([text, text]))),
  row("an optional item less",                          "breaking",   receiving(tuple([text, text])), receiving(tuple([text]))),
  row("an empty value of a text",                       "docs",       query({}), query({ allowEmptyValue: true })),
  row("an empty value of a number",                     "compatible", query({ schema: number }), query({ schema: number, allowEmptyValue: true })),
  row("a described header",                             "docs",       answers({ "200": header({}) }), answers({ "200": header({ description: "The rest." }) })),
  row("a described webhook",                            "docs",       hook({}), hook({ summary: "A thing happened." })),
  row("a deprecated webhook",                           "compatible", hook({}), hook({ deprecated: true })),
  row("another reply to a webhook",                     "compatible", hook({}), hook({ responses: { "200": { description: "Done." }, "410": { description: "Gone." } } })),
  row("the ranges of a default error",                  "compatible", answers(failing("default", a)), answers({ ...failing("4XX", a), ...failing("5XX", a) })),
  row("one of the ranges of a default error",           "breaking",   answers(failing("default", a)), answers(failing("4XX", a))),
  row("another model of the same shape",                "docs",       alike("Thing"), alike("Other")),
  row("what the values of an enum mean",                "docs",       receiving({ enum: ["a"], "x-enum-descriptions": ["A."] }), receiving({ enum: ["a"], "x-enum-descriptions": ["B."] })),
  row("no security, or an empty requirement",           "none",       secured(), secured({})),
];

describe("the verdict is that of the compiler", () => {
  test.each(rows)("$what: $verdict", async ({ verdict, old, now }) => {
    const comparison = await compareDescriptions(old, now);
    expect([comparison.verdict, comparison.changes.map(({ message }) => message)]).toEqual([verdict, expect.anything()]);
  });
});
