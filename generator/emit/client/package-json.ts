import type { EntryPointPlan, PackagePlan } from "../../plan/types/package-plan.js";

/** `package.json`: built as data, so that no text can end its string. */
export function packageJson({ manifest, entryPoints: entries }: PackagePlan): string {
  const { name, version, description, license } = manifest;
  const data = {
    name,
    version,
    description,
    ...(license !== undefined && { license }),
    type: "module",
    sideEffects: false,
    engines: { node: ">=18" },
    main: "./dist/cjs/index.js",
    types: "./dist/cjs/index.d.ts",
    exports: {
      ...Object.fromEntries(entries.map((entry) => [entry.subpath, conditions(entry)])),
      "./package.json": "./package.json",
    },
    files: ["dist", "src"],
    scripts: { build: buildCommands.join(" && "), prepack: "npm run build" },
    devDependencies: { typescript: "5.9.3" },
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** Each way to load the package has its own files and its own declarations, as Node's resolution wants it. */
function conditions({ module }: EntryPointPlan) {
  const files = (format: "esm" | "cjs") => ({
    types: `./dist/${format}/${module}.d.ts`,
    default: `./dist/${format}/${module}.js`,
  });
  return { import: files("esm"), require: files("cjs") };
}

/** The CommonJS files lie in a package of type "module"; a `package.json` of their own says what they are. */
const buildCommands = [
  `node -e "require('node:fs').rmSync('dist', { recursive: true, force: true })"`,
  "tsc -p tsconfig.json",
  "tsc -p tsconfig.cjs.json",
  `node -e "require('node:fs').writeFileSync('dist/cjs/package.json', JSON.stringify({ type: 'commonjs' }))"`,
];
