import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type * as Package from "../../generated/src/index.js";

const folder = path.resolve(import.meta.dirname, "../../generated");
const entry = path.join(folder, "dist/esm/index.js");

/** The compiled package, as its users get it. It is built first if its sources have changed. */
export async function loadBuiltPackage(print: (line: string) => void): Promise<typeof Package> {
  if (!isBuilt()) {
    print("Building the package in generated/ first.");
    execFileSync("npm", ["run", "build", "--silent"], {
      cwd: folder,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    });
  }
  return (await import(pathToFileURL(entry).href)) as typeof Package;
}

function isBuilt(): boolean {
  return existsSync(entry) && statSync(entry).mtimeMs >= newest(path.join(folder, "src"));
}

function newest(source: string): number {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" });
  return Math.max(...files.map((file) => statSync(path.join(source, file)).mtimeMs));
}
