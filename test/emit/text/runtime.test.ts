import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { runtimeFiles } from "../../../generator/emit/text/runtime.js";
import { readTemplates } from "../../../generator/load/read/read-templates.js";

const templates = new Map([
  [
    "runtime/call/client.ts",
    'import type { Options } from "../options/options.js";\nimport {\n  a,\n  b,\n} from "./call.js";\nimport { api } from "../api.js";\n',
  ],
  ["runtime/options/options.ts", "export interface Options {}\n"],
  ["runtime/call/call.ts", 'export { c } from "../deep.js";\n// import { x } from "./unused.js";\n'],
  ["runtime/deep.ts", 'import "./call/call.js";\n'],
  ["runtime/unused.ts", ""],
  ["runtime/api.ts", "stand-in"],
]);

describe("the runtime of a package", () => {
  test("contains the modules that the package imports, except generated ones", () => {
    expect([...runtimeFiles(["runtime/call/client", "operations/index"], templates).keys()]).toEqual([
      "runtime/call/call",
      "runtime/call/client",
      "runtime/deep",
      "runtime/options/options",
    ]);
  });

  test("is copied unchanged", () => {
    expect(runtimeFiles(["runtime/options/options"], templates).get("runtime/options/options")).toBe(
      "export interface Options {}\n",
    );
  });

  test("finds all imported modules of the real runtime", async () => {
    const files = runtimeFiles(
      ["runtime/call/client", "runtime/pages/pages", "runtime/values/path", "runtime/values/query-styles"],
      await readTemplates(),
    );
    for (const [module, text] of files) {
      for (const [, path] of text.matchAll(/from "(\.{1,2}\/[^"]+)\.js"/g)) {
        expect([...files.keys(), "runtime/api", "runtime/api-types"], module).toContain(
          posix.join(posix.dirname(module), path ?? ""),
        );
      }
    }
  });

  test("throws if a module is missing", () => {
    expect(() => runtimeFiles(["runtime/none"], templates)).toThrow("runtime/none.ts is missing");
  });
});
