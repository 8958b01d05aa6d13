import { closeSync, openSync, readSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { originOfSources } from "./sources-hash.mjs";

const dist = fileURLToPath(new URL("../dist", import.meta.url));

/** Builds the bundle, unless the one that is there was built from the present sources. */
export async function ensureBuilt() {
  const origin = originOfSources();
  if (readStart(`${dist}/specloom.js`, origin.line.length) === origin.line) return;
  const unregister = await registerTypeScript();
  const { writeBundle } = await import("./bundle.ts");
  await writeBundle(dist, origin);
  await unregister();
}

async function registerTypeScript() {
  const { register } = await import("tsx/esm/api").catch(() => {
    throw new Error("The sources have changed since the last build, and the packages that build them are missing: run `npm ci`.");
  });
  return register();
}

function readStart(path, length) {
  try {
    const file = openSync(path, "r");
    const bytes = Buffer.alloc(length);
    readSync(file, bytes);
    closeSync(file);
    return bytes.toString("latin1");
  } catch {
    return undefined;
  }
}
