import { impliedDiscriminators, type ImpliedDiscriminators } from "../../model/traversal/implied-discriminators.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { identifier } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { runtimeType } from "../text/runtime-symbols.js";
import type { TypeScope } from "./type-scope.js";
import { createInterfaceShapes, type InterfaceShapes } from "./interface-shapes.js";
import { createTypedMaps } from "./typed-maps.js";
import { typeRules } from "./type-rules.js";

/** The module of the models, without its extension. */
export const modelsModule = "models";

/** What is known about the types of a package before any module is written. */
export interface PackageTypes {
  readonly tags: ImpliedDiscriminators;
  readonly shapes: InterfaceShapes;
  /** @param imports - Of the module that the types are for. */
  scope(side: TypeScope["side"], imports: Imports): TypeScope;
}

export function createPackageTypes({ api, modelNames, typeParameters, webhooks }: PackagePlan): PackageTypes {
  const tags = impliedDiscriminators(api, webhooks?.bodyUnion === undefined ? [] : [webhooks.bodyUnion]);
  const typedMaps = createTypedMaps(api.schemas);
  return {
    tags,
    shapes: createInterfaceShapes(),
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
      argument: (name) => identifier(typeParameters.get(name) ?? name),
    }),
  };
}
