import { relative, resolve } from "node:path";
import type { Target } from "./config/targets.js";
import { refuse } from "./diagnostics.js";
import { sharedRuntimeOf } from "./layout/layout-options.js";
import { runtimeVersionOf, versionIn, versionModule } from "./layout/runtime-version.js";
import type { SourceText } from "./load/documents/source.js";
import { quote } from "./load/tree/quote.js";
import { type CommandOptions, isRuntimeLayout } from "./options.js";
import { installedPackage, realFolder, runtimeModuleText } from "./write/found-runtime.js";

/** The description of a runtime that outputs share, which has no API. */
export const runtimeDescription: SourceText = {
  name: "runtime",
  text: JSON.stringify({
    openapi: "3.1.0",
    info: { title: "runtime", version: "1", summary: "The runtime that generated clients share." },
    paths: {},
  }),
};

/** What an output is made from: of the options beside `outputs`, a runtime has those that are not about an API. */
export function ownTarget({ hooks, ...target }: Target): Target {
  const { options } = target;
  if (isRuntimeLayout(options.layout)) {
    return { ...target, options: { ...options, ...noApi }, ...(hooks?.files && { hooks: { files: hooks.files } }) };
  }
  const { runtimeFolder } = options;
  const path =
    runtimeFolder === undefined ? {} : { runtimeFolder: relative(options.output, runtimeFolder).replaceAll("\\", "/") };
  return { ...target, options: { ...options, ...path }, ...(hooks && { hooks }) };
}

const noApi = { input: runtimeDescription.name, overlays: [], allowRefs: [], include: [], exclude: [], entries: [], parts: [] };

/**
 * Refuses a runtime on the disk that is another one than the outputs will be generated for, unless it is written by the same run.
 *
 * @throws Refusal - `runtime-misfit`.
 */
export async function assertRuntimesFit(targets: readonly Target[]): Promise<void> {
  const written = new Set(
    targets.flatMap(({ options }) =>
      isRuntimeLayout(options.layout) ? [realFolder(options.output) ?? resolve(options.output)] : [],
    ),
  );
  const folders = new Set(targets.flatMap(({ options }) => runtimeFolderOf(options) ?? []));
  for (const folder of folders) {
    if (written.has(realFolder(folder) ?? resolve(folder))) continue;
    const { readTemplates } = await import("./load/read/read-templates.js");
    const wanted = runtimeVersionOf(await readTemplates());
    const found = versionIn(runtimeModuleText(folder, versionModule) ?? "");
    if (found !== wanted) refuseRuntime(folder, wanted, found);
  }
}

/** The folder of the runtime that an output imports. Undefined for its own, and for a package that is not installed. */
function runtimeFolderOf(options: CommandOptions): string | undefined {
  const runtime = sharedRuntimeOf(options);
  return runtime?.isPackage === true ? installedPackage(options.output, runtime.from) : runtime?.from;
}

function refuseRuntime(folder: string, wanted: string, found: string | undefined): never {
  const message =
    found === undefined
      ? `There is no runtime in ${quote(folder)}.`
      : `The runtime in ${quote(folder)} is version ${found}, and this specloom generates for version ${wanted}.`;
  refuse("runtime-misfit", undefined, message, {
    help: "Generate it with this specloom: as an output of the layout `runtime`, or of `runtime-package` for a package.",
  });
}
