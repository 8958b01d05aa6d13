import { describe, expect, test } from "vitest";
import type { Content } from "../../../generator/model/types/operation.js";
import { read } from "../read.js";

function contentOf(
  mediaType: string,
  content: string,
): { readonly content: Content | undefined; readonly said: readonly string[] } {
  const text = `openapi: 3.2.0
info: { title: T, version: "1" }
paths:
  /: { post: { requestBody: { content: { ${mediaType}: ${content} } }, responses: { "204": { description: Done. } } } }`;
  const { api, said } = read(text);
  return { content: api.operations[0]?.body?.contents[0], said };
}

describe("what a media type says about its parts", () => {
  test("is carried by name, in order, with the headers that can have one value only", () => {
    const { content, said } = contentOf(
      "multipart/form-data",
      `{ encoding: { b: { contentType: "image/png, image/jpeg", headers: { X-Kind: { schema: { const: photo } }, Content-Type: {}, X-Size: { schema: { type: integer } } } }, a: { style: deepObject, explode: true } } }`,
    );
    expect([...(content?.encoding ?? [])].map(([name, { place, ...encoding }]) => [name, encoding, place.pointer])).toEqual([
      [
        "a",
        { headers: new Map(), style: { style: "deepObject", explode: true, allowReserved: false } },
        "/paths/~1/post/requestBody/content/multipart~1form-data/encoding/a",
      ],
      [
        "b",
        { contentType: "image/png, image/jpeg", headers: new Map([["X-Kind", "photo"]]) },
        "/paths/~1/post/requestBody/content/multipart~1form-data/encoding/b",
      ],
    ]);
    expect(said).toEqual([
      expect.stringMatching(
        /^warning unsupported 4:\d+ Headers of a part whose value is not fixed \(`X-Size`\) are not supported and left out\.$/,
      ),
    ]);
  });

  test("is carried by position", () => {
    const { content, said } = contentOf(
      "multipart/mixed",
      `{ itemSchema: { type: string }, prefixEncoding: [{ contentType: application/json }], itemEncoding: { contentType: text/plain } }`,
    );
    expect(content?.itemSchema?.kind).toBe("string");
    expect(content?.prefixEncoding?.map(({ contentType }) => contentType)).toEqual(["application/json"]);
    expect(content?.itemEncoding?.contentType).toBe("text/plain");
    expect(said).toEqual([]);
  });

  test("parts within parts are said to be left out", () => {
    const { said } = contentOf("multipart/form-data", "{ encoding: { a: { encoding: { b: {} } } } }");
    expect(said).toEqual([
      expect.stringMatching(
        /^warning unsupported 4:\d+ Encodings within a part \(`encoding`\) are not supported and left out\.$/,
      ),
    ]);
  });

  test("a style that no field can have is an error", () => {
    const { said } = contentOf("multipart/form-data", "{ encoding: { a: { style: label } } }");
    expect(said).toEqual([
      expect.stringMatching(/^error invalid-value 4:\d+ The style `label` is not allowed for a query parameter\.$/),
    ]);
  });
});
