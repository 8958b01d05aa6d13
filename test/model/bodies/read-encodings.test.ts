import { describe, expect, test } from "vitest";
import type { Content } from "../../../generator/model/types/operation.js";
import { read } from "../read.js";

function contentOf(
  mediaType: string,
  content: string,
): { readonly content: Content | undefined; readonly messages: readonly string[] } {
  const text = `openapi: 3.2.0
info: { title: T, version: "1" }
paths:
  /: { post: { requestBody: { content: { ${mediaType}: ${content} } }, responses: { "204": { description: Done. } } } }`;
  const { api, messages } = read(text);
  return { content: api.operations[0]?.body?.contents[0], messages };
}

describe("the encoding of a media type", () => {
  test("is read by name, in order, with the headers that have a fixed value", () => {
    const { content, messages } = contentOf(
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
    expect(messages).toEqual([
      expect.stringMatching(
        /^warning unsupported 4:\d+ Headers of a part whose value is not fixed \(`X-Size`\) are not supported and left out\.$/,
      ),
    ]);
  });

  test("is read by position", () => {
    const { content, messages } = contentOf(
      "multipart/mixed",
      `{ itemSchema: { type: string }, prefixEncoding: [{ contentType: application/json }], itemEncoding: { contentType: text/plain } }`,
    );
    expect(content?.itemSchema?.kind).toBe("string");
    expect(content?.prefixEncoding?.map(({ contentType }) => contentType)).toEqual(["application/json"]);
    expect(content?.itemEncoding?.contentType).toBe("text/plain");
    expect(messages).toEqual([]);
  });

  test("within a part is reported as unsupported", () => {
    const { messages } = contentOf("multipart/form-data", "{ encoding: { a: { encoding: { b: {} } } } }");
    expect(messages).toEqual([
      expect.stringMatching(
        /^warning unsupported 4:\d+ Encodings within a part \(`encoding`\) are not supported and left out\.$/,
      ),
    ]);
  });

  test("with a style that is not allowed is an error", () => {
    const { messages } = contentOf("multipart/form-data", "{ encoding: { a: { style: label } } }");
    expect(messages).toEqual([
      expect.stringMatching(
        /^warning value-tolerated 4:\d+ The style `label` is not allowed for a query parameter; `form` is used\.$/,
      ),
    ]);
  });
});
