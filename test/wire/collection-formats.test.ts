import { expect, test } from "vitest";
import { sampleOf } from "./sample.js";

/** Every `collectionFormat` of Swagger 2.0, in every place: https://swagger.io/specification/v2/#parameter-object. */

const array = "type: array, items: { type: string }";
const formats = ["csv", "ssv", "tsv", "pipes", "multi"];
const fields = (place: string) =>
  formats.map((format) => `        - { name: ${format}, in: ${place}, ${array}, collectionFormat: ${format} }`).join("\n");
const { reported, sent } = await sampleOf(`
swagger: "2.0"
info: { title: T, version: "1" }
host: a.test
schemes: [http]
paths:
  /query:
    get:
      x-specloom-name: query
      parameters:
${fields("query")}
      responses: { 204: { description: ok } }
  /form:
    post:
      x-specloom-name: form
      consumes: [application/x-www-form-urlencoded]
      parameters:
${fields("formData")}
      responses: { 204: { description: ok } }
  /parts:
    post:
      x-specloom-name: parts
      consumes: [multipart/form-data]
      parameters:
        - { name: none, in: formData, ${array} }
${fields("formData")}
      responses: { 204: { description: ok } }
  /text/{p}:
    get:
      x-specloom-name: text
      parameters:
        - { name: p, in: path, required: true, ${array}, collectionFormat: pipes }
        - { name: t, in: header, ${array}, collectionFormat: tsv }
        - { name: s, in: header, ${array}, collectionFormat: ssv }
      responses: { 204: { description: ok } }
`);
const lists = Object.fromEntries(formats.map((format) => [format, ["a", "b"]]));

test("in a query", async () => {
  expect(await sent("query", lists)).toEqual(["GET http://a.test/query?csv=a,b&multi=a&multi=b&pipes=a%7Cb&ssv=a%20b&tsv=a%09b"]);
  await expect(sent("query", { tsv: ["a\tb"] })).rejects.toThrow("delimiter");
});

test("in a form", async () => {
  const [request] = await sent("form", lists);
  expect(request?.split("\n").at(-1)?.split("&").sort()).toEqual([
    "csv=a,b",
    "multi=a",
    "multi=b",
    "pipes=a%7Cb",
    "ssv=a%20b",
    "tsv=a%09b",
  ]);
});

test("in the parts of a multipart form, csv by default", async () => {
  const [request = ""] = await sent("parts", { ...lists, none: ["a", "b"] });
  const parts = [...request.matchAll(/name="(\w+)"\r\n\r\n([^\r]*)/g)].map(([, name, text]) => `${String(name)}=${String(text)}`);
  expect(parts.sort()).toEqual(["csv=a,b", "multi=a", "multi=b", "none=a,b", "pipes=a|b", "ssv=a b", "tsv=a\tb"]);
});

test("in a path and in headers only commas are possible: callers pass another format as text, and a warning says so", async () => {
  expect(reported.map(({ message }) => message)).toEqual(
    ["pipes", "tsv", "ssv"].map(
      (format) =>
        `\`collectionFormat: ${format}\` is possible in a query and in a form only, so callers must pass a serialized string.`,
    ),
  );
  expect(await sent("text", { p: "a|b", t: "a\tb", s: "a b" })).toEqual(["GET http://a.test/text/a%7Cb\ns: a b\nt: a\tb"]);
});
