import { diagnostic, type Report } from "../diagnostics.js";
import type { GenerateOptions, Layout, Part, SharedRuntime } from "../options.js";

/** Options of some layouts only. What stands beside `outputs` is for all of them, so a runtime may have what is for its clients. */
type GivenOptions = Pick<GenerateOptions, "layout" | "parts" | "importExtension" | "runtimeFolder" | "runtimePackage">;

interface OwnedOption {
  readonly name: keyof GivenOptions;
  readonly isGiven: (options: GivenOptions) => boolean;
  readonly layouts: readonly Layout[];
  /** How messages name these layouts. */
  readonly owners: string;
}

const ownedOptions: readonly OwnedOption[] = [
  {
    name: "parts",
    isGiven: ({ parts = [] }) => parts.length > 0,
    layouts: ["source", "runtime", "runtime-package"],
    owners: "the layout `source`",
  },
  {
    name: "importExtension",
    isGiven: ({ importExtension = ".js" }) => importExtension !== ".js",
    layouts: ["source", "types", "runtime"],
    owners: "the layouts `source`, `types` and `runtime`",
  },
  {
    name: "runtimeFolder",
    isGiven: ({ runtimeFolder }) => runtimeFolder !== undefined,
    layouts: ["source", "types", "runtime", "runtime-package"],
    owners: "the layout `source`",
  },
];

/** Reports options that this layout does not have, or that do not go together. */
export function checkLayoutOptions(options: GivenOptions, report: Report): void {
  const { layout = "package", runtimeFolder, runtimePackage } = options;
  const refuse = (message: string) => report(diagnostic("usage", undefined, message));
  for (const { name, isGiven, layouts, owners } of ownedOptions)
    if (isGiven(options) && !layouts.includes(layout))
      refuse(`\`${name}\` is an option of ${owners}, and the layout is \`${layout}\`.`);
  if (runtimePackage === undefined) return;
  if (runtimeFolder !== undefined) refuse("`runtimeFolder` and `runtimePackage` exclude each other: an output has one runtime.");
  const runtime = readPackage(runtimePackage);
  if (runtime === undefined) refuse(`\`runtimePackage\` must be the name of a package, as in \`@acme/runtime@1.2.0\`.`);
  else if (layout === "package" && runtime.version === undefined)
    refuse(`\`runtimePackage\` needs a version for \`package.json\`, as in \`${runtime.from}@1.2.0\`.`);
}

/** What an API must have for a part to have modules. */
const contentsOfParts: { readonly [P in Part]: string } = {
  models: "models",
  functions: "operations",
  class: "operations or webhooks",
  testing: "operations",
};

/** Reports that the API has nothing of what is wanted of it: an empty folder would look like a success. */
export function reportEmpty({ parts = [] }: Pick<GenerateOptions, "parts">, report: Report): void {
  const lacking = [...new Set(parts.map((part) => contentsOfParts[part]))].join(" and no ");
  const message = `There is nothing to write: the parts are ${parts.join(" and ")}, and this API has no ${lacking}.`;
  report(diagnostic("output-empty", undefined, message, { help: "Leave out `parts` for all that the API has, or name others." }));
}

/** The runtime that an output imports; undefined where it has its own, or needs none. */
export function sharedRuntimeOf({
  layout = "package",
  runtimeFolder,
  runtimePackage,
}: Pick<GivenOptions, "layout" | "runtimeFolder" | "runtimePackage">): SharedRuntime | undefined {
  if (layout !== "package" && layout !== "source") return undefined;
  if (runtimePackage !== undefined) return readPackage(runtimePackage);
  return runtimeFolder === undefined ? undefined : { from: runtimeFolder, isPackage: false };
}

/** Reads `@acme/runtime@1.2.0`. */
function readPackage(text: string): SharedRuntime | undefined {
  const [, from, version] = /^((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)(?:@([\w.^~+-]+))?$/.exec(text) ?? [];
  return from === undefined ? undefined : { from, isPackage: true, ...(version !== undefined && { version }) };
}
