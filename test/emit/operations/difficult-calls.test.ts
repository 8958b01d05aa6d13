import { beforeAll, describe, expect, test } from "vitest";
import type { InspectedOperation } from "../../../generator/emit/inspect/inspect-operations.js";
import { inspectPackage } from "../../../generator/emit/inspect/inspection.js";
import type { Files } from "../../../generator/files.js";
import { difficultNames } from "../../plan/difficult-names.js";
import { callAll, type Received } from "../called.js";
import { typeErrors } from "../compile.js";
import { packageOf } from "../package-of.js";

/*
 * A package whose operations, resources, parameters, properties, models, webhooks and callbacks have difficult names. It is compiled, imported,
 * and called over a socket.
 */

// A `$ref` is a URI, which cannot contain a lone surrogate.
const names = difficultNames.filter((name) => !/\p{Surrogate}/u.test(name));

/** Names that headers and cookies may have: tokens (RFC 9110, 5.6.2), except headers that OpenAPI does not allow as parameters. */
const isToken = (name: string) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !/^(?:accept|content-type|authorization)$/i.test(name);
const isSegment = (name: string) => /^[\w$-]+$/.test(name);

const reference = (name: string) => ({
  $ref: `#/components/schemas/${encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))}`,
});
const json = (name: string) => ({ content: { "application/json": { schema: reference(name) } } });
const text = { type: "string" };
const done = { "204": { description: "Done." } };

function received(name: string) {
  return { post: { requestBody: json(name), responses: { "200": { description: "Fine.", ...json(name) } } } };
}

function paths(name: string, index: number): readonly (readonly [string, object])[] {
  // The `fetch` of Node loses a header with the name `__proto__`.
  const places = isToken(name) ? (name === "__proto__" ? ["cookie"] : ["header", "cookie"]) : [];
  const lettered = places.map((place) => ({ name, in: place, schema: { type: "integer" } }));
  return [
    [
      `/r${index}/{id}`,
      {
        get: {
          operationId: name,
          tags: [name],
          parameters: [
            { name: "id", in: "path", required: true, schema: text },
            { name, in: "query", schema: text },
            ...lettered,
          ],
          responses: { "200": { description: "Found.", ...json(name) } },
        },
        post: {
          tags: [name],
          parameters: [{ name: "id", in: "path", required: true, schema: text }],
          requestBody: { required: true, ...json(name) },
          callbacks: Object.fromEntries([[name, { "{$request.query.url}": received(name) }]]),
          responses: done,
        },
      },
    ],
    ...(isSegment(name)
      ? [
          [
            `/x/${name}/{id}`,
            { put: { parameters: [{ name: "id", in: "path", required: true, schema: text }], responses: done } },
          ] as const,
        ]
      : []),
  ];
}

function model(name: string): object {
  const twins = Object.fromEntries([
    ["set by the service", { ...text, readOnly: true }],
    ["kept by it", { ...text, writeOnly: true }],
  ]);
  return { type: "object", required: [name], properties: Object.fromEntries([...Object.entries(twins), [name, text]]) };
}

const description = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Trouble", version: "1" },
  paths: Object.fromEntries(names.flatMap(paths)),
  webhooks: Object.fromEntries(names.map((name) => [name, received(name)])),
  components: { schemas: Object.fromEntries(names.map((name) => [name, model(name)])) },
});

describe("a package with difficult names", () => {
  let files: Files = new Map();
  let operations: readonly InspectedOperation[] = [];
  let sent: readonly Received[] = [];

  beforeAll(async () => {
    const { files: emitted, plan, reported } = await packageOf(description);
    expect(new Set(reported.map(({ code }) => code))).toEqual(new Set(["name-taken"]));
    files = emitted;
    ({ operations } = inspectPackage(plan));
    sent = await callAll(files, operations);
  }, 120_000);

  test("has all operations", () => {
    expect(operations).toHaveLength(names.length * 2 + names.filter(isSegment).length);
    expect(sent).toHaveLength(operations.length);
  });

  test("compiles under the strictest flags", { timeout: 240_000 }, () => {
    expect(typeErrors(files)).toEqual([]);
  });

  test("sends each request with the names of the description", () => {
    expect(sent.map(told)).toEqual(operations.map(wanted));
  });
});

/** A request with decoded names and values, as a service reads it. */
function told({ method, target, headers, body }: Received) {
  const [path = "", query] = target.split("?");
  const pairs = query?.split("&").map((pair) => pair.split("=").map(decodeURIComponent)) ?? [];
  const fields = body === "" ? [] : Object.entries(JSON.parse(body) as object).sort();
  return {
    line: `${method} ${path}`,
    query: pairs,
    headers,
    cookie: headers.cookie === undefined ? undefined : decodeURIComponent(headers.cookie),
    body: fields,
  };
}

/** The same request according to the description, with the values that the program in `called.ts` chooses. */
function wanted({ method, path, parameters, body }: InspectedOperation) {
  const placed = (place: string) => parameters.filter((one) => one.in === place).map(({ name }) => name);
  const fields = body?.fields?.map(({ name }) => [name, `té ${name}`]) ?? [];
  const [cookie] = placed("cookie");
  return {
    line: `${method} ${path.replace("{id}", "t%C3%A9%20id")}`,
    query: placed("query").map((name) => [name, `té ${name}`]),
    headers: expect.objectContaining(Object.fromEntries(placed("header").map((name) => [name.toLowerCase(), "7"]))) as object,
    cookie: cookie === undefined ? undefined : `${cookie}=7`,
    body: fields.sort(),
  };
}
