import { describe, expect, test } from "vitest";
import { runtimeFiles } from "../../generator/emit/runtime.js";
import { readTemplates } from "../../generator/load/templates.js";

const templates = new Map([
  [
    "runtime/client.ts",
    'import type { Options } from "./options.js";\nimport {\n  a,\n  b,\n} from "./call.js";\nimport { api } from "./api.js";\n',
  ],
  ["runtime/options.ts", "export interface Options {}\n"],
  ["runtime/call.ts", 'export { c } from "./deep.js";\n// import { x } from "./unused.js";\n'],
  ["runtime/deep.ts", 'import "./call.js";\n'],
  ["runtime/unused.ts", ""],
  ["runtime/api.ts", "stand-in"],
]);

describe("the runtime of a package", () => {
  test("is what its modules lead to, but for the generated one", () => {
    expect([...runtimeFiles(["runtime/client", "operations/index"], templates).keys()]).toEqual([
      "runtime/call",
      "runtime/client",
      "runtime/deep",
      "runtime/options",
    ]);
  });

  test("is copied as it is", () => {
    expect(runtimeFiles(["runtime/options"], templates).get("runtime/options")).toBe("export interface Options {}\n");
  });

  test("misses no module of the real one", async () => {
    const files = runtimeFiles(
      ["runtime/client", "runtime/pages", "runtime/path", "runtime/query-styles"],
      await readTemplates(),
    );
    for (const [module, text] of files) {
      for (const [, name] of text.matchAll(/from "\.\/([^"]+)\.js"/g)) {
        expect([...files.keys(), "runtime/api"], module).toContain(`runtime/${name ?? ""}`);
      }
    }
  });

  test("cannot lack one", () => {
    expect(() => runtimeFiles(["runtime/none"], templates)).toThrow("runtime/none.ts is missing");
  });
});
