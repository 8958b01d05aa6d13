import type { ModelPlan } from "../../plan/types/model-plan.js";
import type { Property } from "../../model/types/schema.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { type Code, code, identifier } from "../text/code.js";
import { Imports } from "../text/imports.js";
import { propertyKey } from "../text/literals.js";
import { moduleText, type ModuleText } from "../text/module-text.js";
import { indexSignatureType, type Member, objectMembers } from "./object-types.js";
import { schemaDoc } from "./schema-comments.js";
import { modelType } from "./type-references.js";
import { typeOf, type TypeScope } from "./type-scope.js";
import { runtimeType } from "../text/runtime-symbols.js";
import { type InterfaceShape, withoutImports } from "./interface-shapes.js";
import { type InterfaceText, type MemberText, printAlias, printInterface } from "../text/structures.js";
import { docComment, type DocText } from "../text/tsdoc.js";
import { typeParameters } from "./type-parameters.js";
import { modelsModule, type PackageTypes } from "./package-types.js";

/** `src/models.ts`: one declaration for each model. */
export function emitModels(plan: PackagePlan, types: PackageTypes): ModuleText {
  const imports = new Imports(modelsModule, [...plan.models.map(({ name }) => name), ...plan.typeParameters.values()]);
  const models = plan.models.map((model) => declareModel(model, types, imports));
  const unknown = types.impliedDiscriminators.hasDiscriminatedUnions
    ? [code`export type { ${runtimeType(imports, "UnknownVariant")} };`]
    : [];
  return moduleText(modelsModule, plan.api.info, imports, [...unknown, ...models]);
}

function declareModel(model: ModelPlan, types: PackageTypes, imports: Imports): Code {
  // Where a schema has no name in the description, requests accept readonly arrays, as other parameters do.
  const readonlyArrays = model.inline === true && model.direction === "request";
  const scope = { ...types.scope(model.direction, imports), readonlyArrays };
  const declared = {
    name: identifier(model.name),
    typeParameters: typeParameters(scope.typedMaps.ofModel(model.key, model.direction), scope),
  };
  const docs = docComment(schemaDoc(model.schema, scope.schemas));
  const shape = types.shapes.of(model.schema, scope);
  if (shape !== undefined) return declareInterface(declared, docs, shape, scope);
  return printAlias({ ...declared, docs, type: typeOf(model.schema, scope).code });
}

/** @param more - Members in addition to those of the shape. */
export function declareInterface(
  declared: Pick<InterfaceText, "name" | "typeParameters">,
  docs: DocText | undefined,
  shape: InterfaceShape,
  scope: TypeScope,
  more: readonly Member[] = [],
): Code {
  const { bases, own } = withOwnArrays(shape, scope);
  const texts = own.map((object) => objectMembers(object, scope));
  const members = [
    ...new Map([...texts.flatMap((text) => text.members), ...more].map((member) => [member.name, member])).values(),
  ];
  const indexes = texts.flatMap(({ index }) => index ?? []);
  const index = indexes.length === 0 ? undefined : indexSignatureType(indexes, members).code;
  const extended = bases.map((base) => modelType(base, scope).code);
  return printInterface({ ...declared, docs, extends: extended, members: members.map(memberText), index });
}

/** Models declare arrays as mutable. What accepts readonly ones cannot extend such a model, so it declares the members itself. */
function withOwnArrays(shape: InterfaceShape, scope: TypeScope): InterfaceShape {
  const isAlike = ({ schema }: Property): boolean => {
    const [accepted, declared] = [true, false].map(
      (readonlyArrays) => typeOf(schema, { ...withoutImports(scope), readonlyArrays }).code,
    );
    return accepted === declared;
  };
  const canExtend = !scope.readonlyArrays || shape.bases.length === 0 || [...shape.members.values()].every(isAlike);
  return canExtend ? shape : { ...shape, bases: [], own: shape.all };
}

export function memberText({ name, optional, type, docs }: Member): MemberText {
  return { name: propertyKey(name), optional, type: type.code, docs };
}
