import type { Files } from "../../files.js";
import type { Api } from "../../model/types/api.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { isCustomPath, isPackagePath } from "../../write/package-paths.js";
import type { Hooks } from "./hooks.js";

/** Whether a hook returned what it must return. Programs of users are not type-checked when they run. */

export function isApi(value: object): value is Api {
  return "operations" in value && Array.isArray(value.operations) && "schemas" in value && "info" in value;
}

export function isPlan(value: object): value is PackagePlan {
  return "api" in value && "models" in value && Array.isArray(value.models) && "entryPoints" in value;
}

/** The texts of files, by paths that stay in the output folder. */
export function isFiles(value: object): value is Files {
  if (!(value instanceof Map)) return false;
  const entries: readonly (readonly [unknown, unknown])[] = [...value];
  return entries.every(
    ([path, text]) => typeof path === "string" && isPackagePath(path) && !isCustomPath(path) && typeof text === "string",
  );
}

/** What a hook must return, as messages say it. */
export const expectedValues: { readonly [H in keyof Hooks]-?: string } = {
  model: "the model with its operations and schemas",
  plan: "the plan",
  files: "a Map of paths in the output folder, such as `src/own.ts`, and their texts",
};
