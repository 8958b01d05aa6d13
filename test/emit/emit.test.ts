import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import type { Files } from "../../generator/files.js";
import { hoverModule, readmeModule, typeErrors } from "./compile.js";
import { fixture, packageOf } from "./package-of.js";

describe("the package of shop.yaml", () => {
  let files: Files = new Map();

  beforeAll(async () => {
    const { files: emitted, reported } = await packageOf(fixture("shop.yaml"));
    expect(reported).toEqual([]);
    files = emitted;
  });

  const text = (path: string): string => files.get(path) ?? `${path} is missing`;

  test("has all files that it needs and no others", () => {
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

  test("compiles under the strictest flags, including the examples in its README and its doc comments", () => {
    const examples = new Map([
      ["readme.ts", readmeModule(text("README.md"))],
      ["hovers.ts", hoverModule(files)],
    ]);
    expect(typeErrors(files, examples)).toEqual([]);
  });

  test("a function has a doc comment, a signature and one return statement", () => {
    expect(text("src/operations/goods.ts")).toContain(`/**
 * Read one
 *
 * \`GET /goods/{goodId}\`
 *
 * @throws ApiError if the status of the response is not 2xx, ConnectionError or TimeoutError if there is no response.
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

  test("properties of the body are properties of params, and are sent without the parameters", () => {
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

  test("items and cursors are read from where the description says", () => {
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

  test("a reserved word is the name of an export, not of a function", () => {
    expect(text("src/operations/goods.ts")).toContain("export { delete_ as delete };");
  });

  test("an inline response type is declared once", () => {
    expect(text("src/operations/report.ts")).toMatch(/ApiPromise<ReportCreateResponse, ReportCreateResponses>/);
  });

  test("the index lists the classes, the types and the errors", () => {
    expect(text("src/index.ts")).toContain(
      'export { Shop } from "./shop.js";\nexport type { ShopGoods, ShopGoodsPhoto, ShopReport } from "./shop.js";',
    );
    expect(text("src/index.ts")).toContain('export { ApiError, isApiError } from "./runtime/errors/api-error.js";');
    expect(text("src/index.ts")).toContain('export type * from "./models.js";');
  });

  test("the runtime gets the facts about the API", () => {
    expect(text("src/runtime/api.ts")).toContain(`export const api: ApiFacts = {
  baseUrl: "https://shop.example.com/api",
  userAgent: "@example/sample/1.2.3",
  credentials: [bearer("accessToken")],
};`);
    expect(text("src/runtime/api-types.ts")).toContain("export type ErrorBody = Problem;");
  });

  test("package.json has separate files for ES modules and CommonJS", () => {
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

  test("the README has one row for each operation, and the doc comments have its example", () => {
    expect(text("README.md").match(/(?<=^\| \[`)[^`]+/gm)).toEqual([
      "shop.goods.create",
      "shop.goods.delete",
      "shop.goods.get",
      "shop.goods.list",
      "shop.goods.update",
      "shop.goods.photo.get",
      "shop.report.create",
    ]);
    expect(text("src/shop.ts").match(/(?<= \* (?:await |for await \(const item of ))shop\.[\w.]+/g)).toHaveLength(7);
    expect(text("src/shop.ts")).toContain('await shop.goods.update({ goodId: "512", name: "Tea" });');
  });
});

describe("the package of the hostile description trouble.yaml", () => {
  let files: Files = new Map();

  beforeAll(async () => {
    files = (await packageOf(fixture("trouble.yaml"))).files;
  });

  test("compiles, including the examples in its README and its doc comments", () => {
    const examples = new Map([
      ["readme.ts", readmeModule(files.get("README.md") ?? "")],
      ["hovers.ts", hoverModule(files)],
    ]);
    expect(typeErrors(files, examples)).toEqual([]);
  });

  test("has no text of the description as code", () => {
    const names = [...files].flatMap(([path, text]) => (path.endsWith(".ts") ? identifiers(text) : []));
    expect(names).toContain("Client");
    for (const name of ["evil", "exit", "X", "alert"]) expect(names).not.toContain(name);
  });

  test("has no markup of the description in its README", () => {
    const readme = files.get("README.md") ?? "";
    expect(readme).not.toMatch(/(?<!\\)<img/);
    expect(readme).not.toMatch(/\](?<!\\\])\(javascript/);
  });
});

/** All identifiers in the code of a module, without those in comments and strings. */
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
