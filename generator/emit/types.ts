import { impliedTags, type ImpliedTags } from "../model/implied-tags.js";
import type { SchemaKey } from "../model/schema.js";
import type { PackagePlan } from "../plan/package.js";
import { type Circle, findCircles } from "./circles.js";
import type { Code } from "./code.js";
import type { TypeScope } from "./schema-types.js";
import { createShapes, type Shapes } from "./shapes.js";

/** What is known about the types of a package before any module is written. */
export interface Types {
  readonly circles: ReadonlyMap<SchemaKey, Circle>;
  readonly tags: ImpliedTags;
  readonly shapes: Shapes;
  scope(side: TypeScope["side"], model: (name: string) => Code): TypeScope;
}

export function createTypes({ api, modelNames }: Pick<PackagePlan, "api" | "modelNames">): Types {
  const circles = findCircles(api.schemas);
  const tags = impliedTags(api);
  return {
    circles,
    tags,
    shapes: createShapes(circles),
    scope: (side, model) => ({ schemas: api.schemas, modelNames, side, model, tags, readonlyArrays: false, circle: undefined }),
  };
}
