import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { typeErrors } from "../../emit/compile.js";
import { packageOf } from "../../emit/package-of.js";

/** The generated package of `inventory.yaml`. */
export interface InventoryPackage {
  /** Imports one of its modules; the test declares the type of its exports. */
  load<Module>(module: string): Promise<Module>;
  remove(): void;
}

const cache = path.resolve(import.meta.dirname, "../../../node_modules/.cache");

/** @param use - A consumer that must compile with the package. */
export async function inventoryPackage(use: string): Promise<InventoryPackage> {
  const { files, reported } = await packageOf(readFileSync(path.join(import.meta.dirname, "inventory.yaml"), "utf8"));
  expect(reported).toEqual([]);
  expect(typeErrors(files, new Map([["test/use.ts", use]]))).toEqual([]);
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, "inventory-"));
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return {
    load: async <Module>(module: string) => (await import(pathToFileURL(path.join(folder, `src/${module}.ts`)).href)) as Module,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
