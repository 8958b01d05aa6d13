import { expect, test } from "vitest";
import { typeErrors } from "../emit/compile.js";
import { sampleOf } from "./sample.js";

/**
 * `style`, `explode` and `allowReserved` in `multipart/form-data`. OpenAPI 3.1 and 3.2, Encoding Object: a part is serialized like a query
 * parameter, without percent-encoding, and its media type is ignored. OpenAPI 3.0 ignores the three fields there.
 */

const described = (version: string) => `
openapi: ${version}
info: { title: T, version: "1" }
servers: [{ url: "http://a.test" }]
paths:
  /a:
    post:
      x-specloom-name: send
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                commas: { type: array, items: { type: string } }
                each: { type: array, items: { type: string } }
                pipes: { type: array, items: { type: integer } }
                spaces: { type: array, items: { type: string } }
                deep: { type: object, properties: { a: { type: string }, "k[": { type: string }, l: { type: array, items: { type: string } } } }
                members: { type: object, additionalProperties: { type: string } }
                joined: { type: object, properties: { r: { type: integer }, g: { type: integer } } }
                text: { type: string }
                r: { type: string }
                file: { type: string, format: binary }
            encoding:
              commas: { explode: false, contentType: application/json, headers: { X-Fixed: { schema: { type: string, enum: [one] } } } }
              each: { style: form, contentType: application/json }
              pipes: { style: pipeDelimited }
              spaces: { style: spaceDelimited, explode: false }
              deep: { style: deepObject, explode: true }
              members: { style: form }
              joined: { style: form, explode: false }
              text: { allowReserved: true, contentType: text/markdown }
              file: { style: form, contentType: image/png }
      responses: { "204": { description: ok } }
`;
const params = {
  commas: ["é=1", "b c&%2C"],
  each: ["1", "a,b"],
  pipes: [1, 2],
  spaces: ["a,b", "c"],
  deep: { a: "x=y", l: ["1", "2"] },
  members: { r: "own", "a b": "=" },
  joined: { r: 1, g: 2 },
  text: "/a b",
  r: "other",
  file: new File(["F"], "f.bin"),
};

/** The parts of a sent body: the name, the headers behind it, and the text. */
function partsOf(request: string | undefined): readonly string[] {
  const boundary = /boundary=(\S+)/.exec(request ?? "")?.[1] ?? "none";
  const parts = (request ?? "").split(`--${boundary}`).slice(1, -1);
  return parts.map((part) =>
    part
      .trim()
      .replace(/^Content-Disposition: form-data; /, "")
      .replaceAll("\r\n", "|"),
  );
}

const since31 = await sampleOf(described("3.1.0"));

test("a typed caller passes arrays and objects, and nothing is reported", { timeout: 60_000 }, () => {
  const use = `import { Sample } from "@example/sample";
await new Sample().send({ commas: ["a"], pipes: [1], deep: { a: "x" }, members: { b: "c" }, joined: { r: 1 }, file: new Blob([]) });
`;
  expect(since31.reported).toEqual([]);
  expect(typeErrors(since31.files, new Map([["use.ts", use]]))).toEqual([]);
});

test("OpenAPI 3.1 and 3.2: each pair of the style is a part, and a property of an object keeps its name beside a field that has it", async () => {
  const [request] = await since31.sent("send", params);
  expect([...partsOf(request)].sort()).toEqual([
    'name="a b"||=',
    'name="commas"|x-fixed: one||é=1,b c&%2C',
    'name="deep[a]"||x=y',
    'name="deep[l]"||1',
    'name="deep[l]"||2',
    'name="each"||1',
    'name="each"||a,b',
    'name="file"; filename="f.bin"|content-type: image/png||F',
    'name="joined"||r,1,g,2',
    'name="pipes"||1|2',
    'name="r"||other',
    'name="r"||own',
    'name="spaces"||a,b c',
    'name="text"||/a b',
  ]);
});

test.each([{ commas: ["a,b"] }, { spaces: ["a b"] }, { joined: { r: "1,2" } }, { deep: { "k[": "x" } }])(
  "a value with the delimiter is refused: %j",
  async (ambiguous) => {
    await expect(since31.sent("send", ambiguous)).rejects.toThrow(TypeError);
  },
);

test("OpenAPI 3.0: the same fields are ignored, and the media type counts", async () => {
  const { sent, reported } = await sampleOf(described("3.0.3"));
  expect(reported).toEqual([]);
  const [request] = await sent("send", { commas: ["a", "b"], deep: { a: "x" }, pipes: [1, 2], text: "t" });
  expect([...partsOf(request)].sort()).toEqual([
    'name="commas"|content-type: application/json|x-fixed: one||"a"',
    'name="commas"|content-type: application/json|x-fixed: one||"b"',
    'name="deep"|content-type: application/json||{"a":"x"}',
    'name="pipes"||1',
    'name="pipes"||2',
    'name="text"|content-type: text/markdown||t',
  ]);
});
