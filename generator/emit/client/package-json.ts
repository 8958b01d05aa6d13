import type { EntryPointPlan, PackagePlan } from "../../plan/types/package-plan.js";

/** `package.json`, serialized from data, so that all text is escaped. */
export function packageJson({ packageJson: manifest, entryPoints }: Pick<PackagePlan, "packageJson" | "entryPoints">): string {
  const { name, version, description, license, repository, dependencies } = manifest;
  const data = {
    name,
    version,
    description,
    ...(license !== undefined && { license }),
    ...(repository !== undefined && { repository: { type: "git", url: repository } }),
    type: "module",
    sideEffects: false,
    engines: { node: ">=18" },
    main: "./dist/cjs/index.js",
    types: "./dist/cjs/index.d.ts",
    exports: {
      ...Object.fromEntries(entryPoints.map((entry) => [entry.subpath, conditions(entry)])),
      "./package.json": "./package.json",
    },
    // The CommonJS files of packages that import these modules are compiled with a resolution that does not read `exports`.
    ...(entryPoints.some(({ module }) => module === "*") && { typesVersions: { "*": { "*": ["./dist/cjs/*.d.ts"] } } }),
    // Without source maps: docs/decisions/0026-what-is-published.md.
    files: ["dist", "src", ...(manifest.hasChangelog === true ? ["CHANGELOG.md"] : [])],
    scripts: { build: buildCommands.join(" && "), prepack: "npm run build" },
    ...(dependencies !== undefined && { dependencies }),
    devDependencies: { typescript: "5.9.3" },
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** The conditional exports of an entry: ES modules and CommonJS have their own files and declarations. */
function conditions({ module }: EntryPointPlan) {
  const files = (format: "esm" | "cjs") => ({
    types: `./dist/${format}/${module}.d.ts`,
    default: `./dist/${format}/${module}.js`,
  });
  return { import: files("esm"), require: files("cjs") };
}

/** `dist/cjs` gets its own `package.json`, because Node would treat its files as ES modules in a package of type "module". */
const buildCommands = [
  `node -e "require('node:fs').rmSync('dist', { recursive: true, force: true })"`,
  "tsc -p tsconfig.json",
  "tsc -p tsconfig.cjs.json",
  `node -e "require('node:fs').writeFileSync('dist/cjs/package.json', JSON.stringify({ type: 'commonjs' }))"`,
];
