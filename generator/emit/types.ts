import { impliedTags, type ImpliedTags } from "../model/implied-tags.js";
import type { PackagePlan } from "../plan/package.js";
import type { Code } from "./code.js";
import type { TypeScope } from "./schema-types.js";
import { createShapes, type Shapes } from "./shapes.js";

/** What is known about the types of a package before any module is written. */
export interface Types {
  readonly tags: ImpliedTags;
  readonly shapes: Shapes;
  scope(side: TypeScope["side"], model: (name: string) => Code): TypeScope;
}

export function createTypes({ api, modelNames }: Pick<PackagePlan, "api" | "modelNames">): Types {
  const tags = impliedTags(api);
  return {
    tags,
    shapes: createShapes(),
    scope: (side, model) => ({ schemas: api.schemas, modelNames, side, model, tags, readonlyArrays: false }),
  };
}
