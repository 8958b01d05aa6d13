import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import type { Files } from "../../generator/files.js";
import { readmeModule, typeErrors } from "./compile.js";
import { fixture, packageOf } from "./package-of.js";

describe("the package of an ordinary description", () => {
  let files: Files = new Map();

  beforeAll(async () => {
    const { files: emitted, reported } = await packageOf(fixture("shop.yaml"));
    expect(reported).toEqual([]);
    files = emitted;
  });

  const text = (path: string): string => files.get(path) ?? `${path} is missing`;

  test("has every file that it needs and none besides", () => {
    const paths = [...files.keys()];
    expect(paths.filter((path) => !path.startsWith("src/runtime/"))).toEqual([
      ".gitignore",
      "README.md",
      "package.json",
      "src/client.ts",
      "src/index.ts",
      "src/models.ts",
      "src/openapi.ts",
      "src/operations/goods.ts",
      "src/operations/goods/photo.ts",
      "src/operations/index.ts",
      "src/operations/report.ts",
      "src/shop.ts",
      "src/testing.ts",
      "tsconfig.cjs.json",
      "tsconfig.json",
    ]);
    expect(paths).toEqual([...paths].sort());
    expect(paths).toContain("src/runtime/api.ts");
  });

  test("compiles under the strictest flags, its README included", () => {
    expect(typeErrors(files, new Map([["readme.ts", readmeModule(text("README.md"))]]))).toEqual([]);
  });

  test("a function is a doc, a signature and one return", () => {
    expect(text("src/operations/goods.ts")).toContain(`/**
 * Read one
 *
 * \`GET /goods/{goodId}\`
 *
 * @throws ApiError where the service answers that it failed, ConnectionError or TimeoutError where it does not answer.
 */
export function get(
  client: Client,
  params: GoodsGetParams,
  options?: RequestOptions,
): ApiPromise<Good, GoodsGetResponses> {
  return client.send(
    { operation: "goods.get", method: "GET", path: path\`/goods/\${params.goodId}\` },
    options,
  );
}
`);
  });

  test("fields of the body stand among the parameters, and are sent without them", () => {
    expect(text("src/operations/goods.ts")).toContain(`export interface GoodsUpdateParams extends NewGood {
  goodId: string;
}`);
    expect(text("src/operations/goods.ts")).toContain(`): ApiPromise<Good | undefined, GoodsUpdateResponses> {
  const { goodId, ...body } = params;
  return client.send(
    { operation: "goods.update", method: "PATCH", path: path\`/goods/\${goodId}\`, body },
    options,
  );
}`);
  });

  test("pages are read from where the description says", () => {
    expect(text("src/operations/goods.ts"))
      .toContain(`          query: { after: params.after, limit: params.limit, tags: commaSeparated(params.tags) },
          headers: { "X-Trace": params["X-Trace"] },
        },
        options,
      ),
    {
      items: (page) => page.results,
      next: (page, params) => nextCursor(params, "after", page.paging?.next?.after),
    },
  );`);
  });

  test("a reserved word is no name of a function, but of an export", () => {
    expect(text("src/operations/goods.ts")).toContain("export { delete_ as delete };");
  });

  test("an answer without a name is told once", () => {
    expect(text("src/operations/report.ts")).toMatch(/ApiPromise<(\w+)\[200\], \1>/);
  });

  test("the index lists the classes, the types and the errors", () => {
    expect(text("src/index.ts")).toContain(
      'export { Shop } from "./shop.js";\nexport type { ShopGoods, ShopGoodsPhoto, ShopReport } from "./shop.js";',
    );
    expect(text("src/index.ts")).toContain('export { ApiError, isApiError } from "./runtime/errors/api-error.js";');
    expect(text("src/index.ts")).toContain('export type * from "./models.js";');
  });

  test("the runtime is told about the API", () => {
    expect(text("src/runtime/api.ts")).toContain(`export const api: ApiFacts = {
  baseUrl: "https://shop.example.com/api",
  userAgent: "@example/sample/1.2.3",
  credentials: [bearer("accessToken")],
};`);
    expect(text("src/runtime/api-types.ts")).toContain("export type ErrorBody = Problem;");
  });

  test("the manifest leads each way of loading to its own files", () => {
    const manifest: unknown = JSON.parse(text("package.json"));
    expect(manifest).toMatchObject({
      name: "@example/sample",
      version: "1.2.3",
      license: "MIT",
      type: "module",
      sideEffects: false,
      exports: {
        "./goods": {
          import: { types: "./dist/esm/operations/goods.d.ts", default: "./dist/esm/operations/goods.js" },
          require: { types: "./dist/cjs/operations/goods.d.ts", default: "./dist/cjs/operations/goods.js" },
        },
      },
    });
    expect(manifest).not.toHaveProperty("dependencies");
  });

  test("the README has one example an operation", () => {
    expect(text("README.md").match(/^### .*/gm)).toEqual([
      "### `shop.goods.create`",
      "### `shop.goods.delete`",
      "### `shop.goods.get`",
      "### `shop.goods.list`",
      "### `shop.goods.update`",
      "### `shop.goods.photo.get`",
      "### `shop.report.create`",
    ]);
    expect(text("README.md")).toContain('await shop.goods.update({ goodId: "512", name: "Tea" });');
  });
});

describe("the package of a hostile description", () => {
  let files: Files = new Map();

  beforeAll(async () => {
    files = (await packageOf(fixture("trouble.yaml"))).files;
  });

  test("compiles, its README included", () => {
    expect(typeErrors(files, new Map([["readme.ts", readmeModule(files.get("README.md") ?? "")]]))).toEqual([]);
  });

  test("mentions nothing of the description's as code", () => {
    const names = [...files].flatMap(([path, text]) => (path.endsWith(".ts") ? identifiers(text) : []));
    expect(names).toContain("Client");
    for (const name of ["evil", "exit", "X", "alert"]) expect(names).not.toContain(name);
  });

  test("has no markup of the description's in its README", () => {
    const readme = files.get("README.md") ?? "";
    expect(readme).not.toMatch(/(?<!\\)<img/);
    expect(readme).not.toMatch(/\](?<!\\\])\(javascript/);
  });
});

/** Every name that stands in the code of a module: comments, texts and the names of members are none. */
function identifiers(text: string): readonly string[] {
  const file = ts.createSourceFile("module.ts", text, ts.ScriptTarget.ES2022, true);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}
