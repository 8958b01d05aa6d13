import { describe, expect, test } from "vitest";
import { Refusal } from "../../../generator/diagnostics.js";
import { toJson } from "../../../generator/load/tree/json.js";
import { select } from "../../../generator/resolve/selection/select.js";
import { resolveText } from "../resolve-text.js";

const { description } = resolveText(`openapi: 3.2.0
info: {title: t, version: v}
paths:
  /pets:
    x-own: 1
    get: {operationId: listPets, tags: [pets, read]}
    post: {tags: [pets]}
    additionalOperations: {COPY: {tags: [rare]}}
  /pets/{id}: {$ref: "#/components/pathItems/pet", summary: s}
  /pets/{id}/photos/{photo}: {delete: {tags: ["photos and films"]}}
  /petsitters: {get: {}}
webhooks:
  born: {post: {tags: [pets]}}
components:
  pathItems:
    pet: {parameters: [], get: {operationId: "a.b+c"}, query: {}}
`);

const names = new Map([
  ["/paths/~1pets/post", "pets.create"],
  ["/paths/~1pets~1{id}/get", "pets.get"],
]);

/** The selected operations as `METHOD path`, or the diagnostics. */
function selecting(include: readonly string[], exclude: readonly string[] = []): readonly string[] | string {
  if (description === undefined) throw new Error("the description is valid");
  try {
    const { root } = select(
      description,
      { include, exclude },
      (pointer) => names.get(pointer) ?? "",
      () => undefined,
    );
    const { paths = {}, webhooks = {} } = toJson(root) as Record<string, Record<string, Record<string, object>>>;
    return Object.entries({ ...paths, ...webhooks }).flatMap(([path, item]) =>
      Object.keys({ ...item, ...item.additionalOperations }).flatMap((key) =>
        /^(get|post|delete|query|COPY)$/.test(key) ? [`${key} ${path}`] : [],
      ),
    );
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return thrown.diagnostics.map(({ code, message, help }) => `${code}: ${message} ${help ?? ""}`).join("\n");
  }
}

const all = ["get /pets", "post /pets", "COPY /pets", "get /pets/{id}", "query /pets/{id}"];
const photo = "delete /pets/{id}/photos/{photo}";
const sitters = "get /petsitters";
const born = "post born";

describe("operations are selected", () => {
  const cases = [
    { include: [], exclude: [], want: [...all, photo, sitters, born] },
    { include: ["tag:pets"], exclude: [], want: ["get /pets", "post /pets", born] },
    { include: ["tag:rare", "tag:photos and films"], exclude: [], want: ["COPY /pets", photo] },
    { include: ["tag:p*"], exclude: ["method:post"], want: ["get /pets", photo] },
    { include: ["path:/pets"], exclude: [], want: all.slice(0, 3) },
    { include: ["path:/pets/*"], exclude: [], want: all.slice(3) },
    { include: ["path:/pets/**"], exclude: [], want: [...all, photo] },
    { include: ["path:/**/photos/**"], exclude: [], want: [photo] },
    { include: ["path:/pets*"], exclude: [], want: [...all.slice(0, 3), sitters] },
    { include: ["path:/pets/{id}"], exclude: [], want: all.slice(3) },
    { include: ["webhook:born"], exclude: [], want: [born] },
    { include: ["method:GET"], exclude: [], want: ["get /pets", "get /pets/{id}", sitters] },
    { include: ["method:copy", "method:QUERY"], exclude: [], want: ["COPY /pets", "query /pets/{id}"] },
    { include: ["name:pets.*"], exclude: [], want: ["post /pets", "get /pets/{id}"] },
    { include: ["name:listPets", "name:a.b+c"], exclude: [], want: ["get /pets", "get /pets/{id}"] },
    { include: [], exclude: ["path:/pets/**", "webhook:b*"], want: [sitters] },
  ];
  test.each(cases)("include $include, exclude $exclude", ({ include, exclude, want }) => {
    expect(selecting(include, exclude)).toEqual(want);
  });
});

describe("a selector without a match is an error", () => {
  const cases = [
    {
      include: ["tag:pet"],
      exclude: [],
      want: ["selection-unmatched: `tag:pet` matches no operation", "Did you mean `tag:pets`?"],
    },
    {
      include: ["name:zzzzzzzz"],
      exclude: [],
      want: ["There are `name:a.b+c`, `name:listPets`, `name:pets.create`, `name:pets.get`."],
    },
    { include: ["name:axb+c"], exclude: ["method:PUT"], want: ["`name:axb+c` matches no", "`method:PUT` matches no"] },
    { include: ["tag:pets"], exclude: ["tag:pets"], want: ["selection-unmatched: The selection contains no operation"] },
    { include: ["pets"], exclude: [], want: ["usage: `pets` is not a selector of operations."] },
    { include: ["tags:pets"], exclude: [], want: ["usage: "] },
    { include: ["path:born"], exclude: ["webhook:brn"], want: ["`path:born` matches no", "Did you mean `webhook:born`?"] },
    { include: ["tag:"], exclude: [], want: ["usage: "] },
    { include: [`path:${"/**".repeat(40)}x`], exclude: [], want: ["selection-unmatched: "] },
  ];
  test.each(cases)("include $include, exclude $exclude", ({ include, exclude, want }) => {
    for (const part of want) expect(selecting(include, exclude)).toContain(part);
  });
});

test("other fields of a path item are kept, and a reference is replaced by its path item", () => {
  if (description === undefined) throw new Error("the description is valid");
  const root = toJson(
    select(
      description,
      { include: ["name:a.b+c", "tag:read"], exclude: [] },
      () => "",
      () => undefined,
    ).root,
  );
  expect(JSON.parse(JSON.stringify(root))).toMatchObject({
    paths: {
      "/pets": { "x-own": 1, additionalOperations: {} },
      "/pets/{id}": { summary: "s", parameters: [], get: { operationId: "a.b+c" } },
    },
    webhooks: {},
  });
});
