import { join, relative } from "node:path";
import type { Plugin } from "esbuild";

const root = join(import.meta.dirname, "..");

/** What openapi-typescript gets in place of packages that take long to load and of which it calls little, by import. */
const standIns: ReadonlyMap<string, string> = new Map([
  ["typescript", "generator/emit/openapi/typescript-stand-in.ts"],
  ["@redocly/openapi-core/lib/ref-utils.js", "generator/emit/openapi/reference-parts.ts"],
]);

/** What it gets in place of packages that it calls only with options that are not set, by import. */
const uncalled: ReadonlyMap<string, string> = new Map([["change-case", "export const pascalCase = String;"]]);

/** Gives openapi-typescript its stand-ins, and leaves out those of its modules of which nothing is used: they read files and URLs. */
export const openapiTypescriptOnly: Plugin = {
  name: "openapi-typescript without what it does not need here",
  setup(build) {
    build.onResolve({ filter: /./ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === "resolved") return undefined;
      const isImporter = importer.replaceAll("\\", "/").includes("/node_modules/openapi-typescript/");
      if (!isImporter && path !== "openapi-typescript") return undefined;
      const standIn = standIns.get(path);
      if (standIn !== undefined) return { path: join(root, standIn) };
      if (uncalled.has(path)) return { path, namespace: "uncalled" };
      const resolved = await build.resolve(path, { importer, resolveDir, kind, pluginData: "resolved" });
      return { ...resolved, sideEffects: false };
    });
    build.onLoad({ filter: /./, namespace: "uncalled" }, ({ path }) => ({ contents: uncalled.get(path) ?? "" }));
  },
};

/** Replaces modules, named below the repository, by other text. */
export function replaceModules(texts: { readonly [path: string]: string }): Plugin {
  return {
    name: "replaced modules",
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = texts[relative(root, path).replaceAll("\\", "/")];
        return contents === undefined ? undefined : { contents, loader: "ts" };
      });
    },
  };
}
