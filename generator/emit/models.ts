import type { ModelPlan, PackagePlan } from "../plan/package.js";
import { type Code, code, ident } from "./code.js";
import { Imports } from "./imports.js";
import { key } from "./literals.js";
import { moduleText, type ModuleText } from "./module-text.js";
import { indexFitting, type Member, objectText } from "./object-types.js";
import { schemaDoc } from "./schema-docs.js";
import { modelType, typeOf, type TypeScope } from "./schema-types.js";
import { runtimeType } from "./runtime-symbols.js";
import type { Shape } from "./shapes.js";
import { type MemberText, printAlias, printInterface } from "./structures.js";
import { comment, type DocText } from "./tsdoc.js";
import type { Types } from "./types.js";

export const modelsModule = "models";

/** `src/models.ts`: one declaration a model. */
export function emitModels(plan: PackagePlan, types: Types): ModuleText {
  const imports = new Imports(
    modelsModule,
    plan.models.map(({ name }) => name),
  );
  const models = plan.models.map((model) => declareModel(model, types));
  const unknown = types.tags.open ? [code`export type { ${runtimeType(imports, "UnknownVariant")} };`] : [];
  return moduleText(modelsModule, plan.api.info, imports, [...unknown, ...models]);
}

export function declareModel(model: ModelPlan, types: Types): Code {
  const scope = types.scope(model.side, ident);
  const docs = comment(schemaDoc(model.schema, scope.schemas));
  const shape = types.shapes.of(model.schema, scope);
  if (shape !== undefined) return declareInterface(ident(model.name), docs, shape, scope);
  return printAlias({ name: ident(model.name), docs, type: typeOf(model.schema, scope).code });
}

/** @param more - Members that stand beside those of the shape. */
export function declareInterface(
  name: Code,
  docs: DocText | undefined,
  shape: Shape,
  scope: TypeScope,
  more: readonly Member[] = [],
): Code {
  const texts = shape.own.map((object) => objectText(object, scope));
  const members = [
    ...new Map([...texts.flatMap((text) => text.members), ...more].map((member) => [member.name, member])).values(),
  ];
  const indexes = texts.flatMap(({ index }) => index ?? []);
  const index = indexes.length === 0 ? undefined : indexFitting(indexes, members).code;
  const bases = shape.bases.map((base) => modelType(base, scope).code);
  return printInterface({ name, docs, extends: bases, members: members.map(memberText), index });
}

export function memberText({ name, optional, type, docs }: Member): MemberText {
  return { name: key(name), optional, type: type.code, docs };
}
