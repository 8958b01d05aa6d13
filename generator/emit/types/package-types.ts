import { impliedDiscriminators, type ImpliedDiscriminators } from "../../model/traversal/implied-discriminators.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { identifier } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { runtimeType } from "../text/runtime-symbols.js";
import type { TypeScope } from "./type-scope.js";
import { createInterfaceShapes, type InterfaceShapes } from "./interface-shapes.js";
import { createTypedMaps, noTypedMaps } from "./typed-maps.js";
import { typeRules } from "./type-rules.js";

/** The module of the models, without its extension. */
export const modelsModule = "models";

/** What the type expressions of all modules of a package have in common. */
export interface PackageTypes {
  readonly impliedDiscriminators: ImpliedDiscriminators;
  readonly shapes: InterfaceShapes;
  /** @param imports - Imports of the module that the types are printed in. */
  scope(direction: TypeScope["direction"], imports: Imports): TypeScope;
}

export function createPackageTypes({ api, modelNames, typeParameters, webhooks }: PackagePlan): PackageTypes {
  const discriminators = impliedDiscriminators(api, webhooks?.bodyUnion === undefined ? [] : [webhooks.bodyUnion]);
  const typedMaps = typeParameters.size === 0 ? noTypedMaps : createTypedMaps(api.schemas);
  return {
    impliedDiscriminators: discriminators,
    shapes: createInterfaceShapes(),
    scope: (direction, imports) => ({
      rules: typeRules,
      schemas: api.schemas,
      modelNames,
      direction,
      impliedDiscriminators: discriminators,
      readonlyArrays: false,
      typedMaps,
      model: (name) => imports.type(modelsModule, name),
      runtime: (symbol) => runtimeType(imports, symbol),
      typeArgument: (name) => identifier(typeParameters.get(name) ?? name),
    }),
  };
}
