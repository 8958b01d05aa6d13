import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
const upstream = join(root, "..", "shared", "hubspot", "upstream");

/** Whether HubSpot's own descriptions are available; they are not part of the repository. */
export const upstreamIsHere = existsSync(upstream);

/** The text of a file in `spec/`. */
export function specText(name: string): string {
  return readFileSync(join(root, "spec", name), "utf8");
}

/** The names of all files in `spec/`. */
export function specFiles(): readonly string[] {
  return readdirSync(join(root, "spec")).sort();
}

/** HubSpot's description of a version: `v3`, `2026-03`. */
export function upstreamText(version: string): string {
  return readFileSync(join(upstream, `partnerClients.${version}.json`), "utf8");
}

/** All versions whose description is available. */
export function upstreamVersions(): readonly string[] {
  return readdirSync(upstream)
    .map((name) => /^partnerClients\.(.+)\.json$/.exec(name)?.[1])
    .filter((version) => version !== undefined)
    .sort();
}
