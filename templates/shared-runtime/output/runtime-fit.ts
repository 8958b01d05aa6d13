import { runtimeVersion } from "../runtime-version.js";
import { generatedFor } from "./generated-for.js";

/** If this is a compile error, the shared runtime is another one than this output was generated for: generate both again. */
const found: typeof generatedFor = runtimeVersion;

/** Throws an error if the shared runtime is another one than this output was generated for. */
export function assertRuntimeFits(client: string, version: string = found): void {
  if (version === generatedFor) return;
  throw new TypeError(
    `The client ${client} was generated for version ${generatedFor} of the shared runtime, and this one is version ${version}. Generate both again with one version of specloom.`,
  );
}
