import { verdicts } from "../../generator/compare/rules/verdict.js";
import { about, flag, type JsonSchema, listOf, object, text, texts } from "./parts.js";

/** The parts of the schemas of `compare` and `adopt` that both refer to. */
export const comparisonDefinitions: { readonly [name: string]: JsonSchema } = {
  verdict: about("From harmless to worst.", { enum: verdicts }),
  change: object({
    rule: about("The stable id of the kind of change: docs/changes.md.", text),
    verdict: { $ref: "#/$defs/verdict" },
    direction: about("Whether callers send the data or receive it; null if it is neither.", { enum: ["sent", "received", null] }),
    subject: about("What changed, in the names of the package.", text),
    operations: about("The operations that the change reaches.", texts),
    old: { $ref: "#/$defs/place" },
    new: { $ref: "#/$defs/place" },
    message: about("The change, told by its effect on the caller's code.", text),
    advice: about("What the caller does about it.", text),
  }),
  place: about("A place in a description; null if the change has none there.", {
    ...object({
      source: about("The description, as the user named it.", text),
      pointer: about("A JSON Pointer into it.", text),
    }),
    type: ["object", "null"],
  }),
};

export const comparisonFields: { readonly [name: string]: JsonSchema } = {
  verdict: { $ref: "#/$defs/verdict" },
  bump: about("The part of the version that changes.", { enum: ["none", "patch", "minor", "major"] }),
  changes: listOf({ $ref: "#/$defs/change" }),
};

const adoptedOutput = object({
  "name?": about("The name in `outputs` of the config file; absent where there is only one output.", text),
  folder: text,
  verdict: about("Of the changes that no waiver silences.", { $ref: "#/$defs/verdict" }),
  bump: about("The part of the version that changes, by all changes.", { enum: ["none", "patch", "minor", "major"] }),
  changes: listOf({ $ref: "#/$defs/change" }),
  waived: about("The changes that waivers silence, and why.", texts),
  version: about("The version before.", text),
  "nextVersion?": about("The version with the new description; absent where nothing is to be written.", text),
});

/** What `adopt` did. What stands in `required` is there also where it wrote nothing because of what it found. */
export const adoptionFields: { readonly [name: string]: JsonSchema } = {
  written: about("False for a dry run, and where the description is not taken.", flag),
  outputs: about("All outputs that are made from the description.", listOf(adoptedOutput)),
  "reason?": about("Why nothing was written.", text),
  "input?": about("The file that has the description.", text),
  "origin?": about("Where the description came from, without what may be secret in an address.", text),
  "sha256?": about("Of the description as it is written.", text),
  "restored?": about("Whether it is exactly an earlier one again.", flag),
  "files?": about("The files beside the packages that were changed, or would be by a run that is not dry.", texts),
  "notes?": about("What is beside the changes, for people.", texts),
};

export const explanationFields: { readonly [name: string]: JsonSchema } = {
  code: text,
  kind: { enum: ["diagnostic", "change"] },
  level: about("The severity of a diagnostic, the verdict of a change.", text),
  "direction?": about("Of a change: whether callers send the data or receive it.", { enum: ["sent", "received"] }),
  meaning: about("When it is reported.", text),
  advice: about("What to do.", text),
};

export const checkedOutput = object({
  output: about("The folder.", text),
  isUpToDate: flag,
  files: about(
    "The files that differ.",
    listOf(object({ path: text, kind: { enum: ["stale", "missing", "extra", "special", "unfinished"] } })),
  ),
  "apiReport?": about(
    "The file that records what can be imported, if the output has one.",
    object({
      path: text,
      state: about("Whether the output has the API that is recorded.", { enum: ["same", "missing", "changed"] }),
      verdict: about("Of the changes for callers.", { enum: verdicts }),
      changes: listOf(
        object({
          rule: about("The stable id of the kind of change: docs/api-report.md.", text),
          verdict: { enum: verdicts },
          subject: about("What changed.", text),
          message: about("The change, told by its effect on the caller's code.", text),
          advice: about("What the caller does about it.", text),
        }),
      ),
    }),
  ),
});
