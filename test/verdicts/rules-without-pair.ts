import type { RuleId } from "../../generator/compare/rules/rules.js";

/** The rules of which no mutation of a description gives a pair, and why. */
const reasons: { readonly [R in RuleId]?: string } = {
  "description-invalid": "a refused description has no package to compile",
  "description-repaired": "a refused description has no package to compile",
  "package-renamed": "the name of the package is an option",
  "option-type-changed": "both descriptions must name the option in x-specloom-auth",
  "type-parameter-added": "an extension of specloom, on maps of strings",
  "type-parameter-removed": "an extension of specloom, on maps of strings",
  "version-added": "the versions are declared in an overlay, for the paths that the API has",
  "version-removed": "the versions are declared in an overlay, for the paths that the API has",
  "version-changed": "the versions are declared in an overlay, for the paths that the API has",
  "batch-added": "a batch needs an operation with lists of inputs and results, which an overlay names",
  "batch-removed": "a batch needs an operation with lists of inputs and results, which an overlay names",
  "batch-renamed": "a batch needs an operation with lists of inputs and results, which an overlay names",
  "batch-changed": "a batch needs an operation with lists of inputs and results, which an overlay names",
  "pages-changed": "both descriptions must declare pages",
};

export const withoutPair: ReadonlySet<string> = new Set(Object.keys(reasons));
