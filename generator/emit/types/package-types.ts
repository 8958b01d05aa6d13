import { impliedDiscriminators, type ImpliedDiscriminators } from "../../model/traversal/implied-discriminators.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { ident } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { runtimeType } from "../text/runtime-symbols.js";
import type { TypeScope } from "./type-scope.js";
import { createShapes, type Shapes } from "./interface-shapes.js";
import { createTypedMaps } from "./typed-maps.js";
import { typeRules } from "./type-rules.js";

/** The module of the models, without its extension. */
export const modelsModule = "models";

/** What is known about the types of a package before any module is written. */
export interface Types {
  readonly tags: ImpliedDiscriminators;
  readonly shapes: Shapes;
  /** @param imports - Of the module that the types are for. */
  scope(side: TypeScope["side"], imports: Imports): TypeScope;
}

export function createTypes({ api, modelNames, typeParameters, webhooks }: PackagePlan): Types {
  const tags = impliedDiscriminators(api, webhooks?.bodyUnion === undefined ? [] : [webhooks.bodyUnion]);
  const typedMaps = createTypedMaps(api.schemas);
  return {
    tags,
    shapes: createShapes(),
    scope: (side, imports) => ({
      rules: typeRules,
      schemas: api.schemas,
      modelNames,
      side,
      tags,
      readonlyArrays: false,
      typedMaps,
      model: (name) => imports.type(modelsModule, name),
      runtime: (symbol) => runtimeType(imports, symbol),
      argument: (name) => ident(typeParameters.get(name) ?? name),
    }),
  };
}
