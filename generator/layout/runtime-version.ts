import { createHash } from "node:crypto";
import type { Templates } from "../load/read/read-templates.js";
import { runtimeTemplates } from "./runtime-modules.js";

/** The module of a shared runtime that names its version. */
export const versionModule = "runtime-version";

/** The version of the runtime that this specloom writes: a hash of its modules, so that it is the same as long as they are. */
export function runtimeVersionOf(templates: Templates): string {
  const hash = createHash("sha256");
  for (const [module, path] of runtimeTemplates(templates)) hash.update(`${module}\n${templates.get(path) ?? ""}\n`);
  return hash.digest("hex").slice(0, 12);
}

/** The text of the module that names the version. */
export function versionText(version: string): string {
  return `/** Names the modules of this runtime. Each output that uses it compares it with the version that it was generated for. */
export const runtimeVersion = "${version}";
`;
}

/** The version in the text of that module. */
export function versionIn(text: string): string | undefined {
  return /^export const runtimeVersion = "([0-9a-f]+)";$/m.exec(text)?.[1];
}
