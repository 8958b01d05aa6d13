import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildSync } from "esbuild";
import { writeBundle } from "./bundle.js";
import { bundledPackages, licencePage } from "./bundled-packages.js";
import { declarations } from "./declarations.js";
import { originOfSources } from "./sources-hash.mjs";

/** Before `npm pack` and `npm publish`: writes all that the published package contains to `dist/`. */

const dist = join(import.meta.dirname, "../dist");

rmSync(join(dist, "types"), { recursive: true, force: true });
// A config file imports it, so it must load fast.
buildSync({
  entryPoints: [join(import.meta.dirname, "../generator/config/define-config.ts")],
  outfile: join(dist, "config.js"),
  format: "esm",
});
const metafile = await writeBundle(dist, originOfSources());
const files = new Map([...declarations()].map(([path, text]) => [`types/${path}`, text]));
files.set("bundled-licences.txt", licencePage(bundledPackages(metafile)));
for (const [path, text] of files) {
  mkdirSync(dirname(join(dist, path)), { recursive: true });
  writeFileSync(join(dist, path), text);
}
