import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
const upstream = join(root, "..", "shared", "hubspot", "upstream");

/** Whether HubSpot's own descriptions are at hand; they are no part of the repository. */
export const upstreamIsHere = existsSync(upstream);

/** The text of a file of `spec/`. */
export function specText(name: string): string {
  return readFileSync(join(root, "spec", name), "utf8");
}

/** The names of all files of `spec/`. */
export function specFiles(): readonly string[] {
  return readdirSync(join(root, "spec")).sort();
}

/** HubSpot's description of a version: `v3`, `2026-03`. */
export function upstreamText(version: string): string {
  return readFileSync(join(upstream, `partnerClients.${version}.json`), "utf8");
}

/** Every version whose description is at hand. */
export function upstreamVersions(): readonly string[] {
  return readdirSync(upstream)
    .map((name) => /^partnerClients\.(.+)\.json$/.exec(name)?.[1])
    .filter((version) => version !== undefined)
    .sort();
}
