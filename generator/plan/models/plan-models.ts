import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import { sortedBy } from "../../model/reading/order.js";
import type { NamedSchema, SchemaKey } from "../../model/types/schema.js";
import { identifier, isTypeName, typeName } from "../names/identifiers.js";
import type { InlineModel, ModelNames, ModelPlan } from "../types/model-plan.js";
import type { NameRequest, NameScope } from "../names/name-scope.js";
import type { SchemaDirections } from "./directions.js";
import { directionsOfModel } from "./directions.js";

/** The names of named schemas. */
export type AllModelNames = ReadonlyMap<SchemaKey, ModelNames>;

/** The names of the schemas that the description names, before any name that the package makes. */
export function nameModels(
  api: Api,
  inline: readonly InlineModel[],
  directions: SchemaDirections,
  scope: NameScope,
  report: Report,
): AllModelNames {
  const inlineKeys = new Set(inline.map(({ key }) => key));
  return assignNames(
    [...api.schemas.values()].filter(({ key }) => !inlineKeys.has(key)),
    modelNameRequest,
    directions,
    scope,
    report,
  );
}

/** The names of inline objects, which come last, so that no other name depends on them. */
export function nameInlineModels(
  inline: readonly InlineModel[],
  directions: SchemaDirections,
  scope: NameScope,
  report: Report,
): AllModelNames {
  return assignNames(inline, inlineNameRequest, directions, scope, report);
}

/** The response model keeps the schema's name; a request model that differs from it is called `UserInput`. */
function assignNames<Model extends NamedSchema>(
  schemas: readonly Model[],
  request: (schema: Model) => NameRequest<NamedSchema>,
  directions: SchemaDirections,
  scope: NameScope,
  report: Report,
): AllModelNames {
  const own = scope.assign(schemas.map(request), report);
  const inputs = scope.assign(
    schemas.filter(({ key }) => directionsOfModel(key, directions).length > 1).map((schema) => inputNameRequest(schema, own)),
    report,
  );
  return new Map(
    schemas.map((schema): [SchemaKey, ModelNames] => {
      const response = own.get(schema) ?? schema.name;
      return [schema.key, { request: inputs.get(schema) ?? response, response }];
    }),
  );
}

/** The declarations of `models.ts`. */
export function planModels(
  api: Api,
  inline: readonly InlineModel[],
  names: AllModelNames,
  directions: SchemaDirections,
): readonly ModelPlan[] {
  const inlineKeys = new Set(inline.map(({ key }) => key));
  const models = [...api.schemas.values()].flatMap((schema) =>
    declarations(schema, names, directions).map((model) =>
      inlineKeys.has(model.key) ? { ...model, inline: true as const } : model,
    ),
  );
  return sortedBy(models, ({ name }) => name);
}

function declarations({ key, schema }: NamedSchema, names: AllModelNames, directions: SchemaDirections): readonly ModelPlan[] {
  return directionsOfModel(key, directions).flatMap((direction) => {
    const name = names.get(key)?.[direction === "request" ? "request" : "response"];
    return name === undefined ? [] : [{ name, key, direction, schema }];
  });
}

/** Only a name that somebody chose is missed. */
function inlineNameRequest(model: InlineModel): NameRequest<NamedSchema> {
  const { candidates, order, pinned, schema } = model;
  const subject = `The type \`${candidates[0]}\` of an inline schema`;
  return { owner: model, key: order, candidates, place: schema.place, ...(pinned && { subject }) };
}

/** Schemas whose names were chosen go first, then those whose names are type names already. */
function modelNameRequest(schema: NamedSchema): NameRequest<NamedSchema> {
  return {
    owner: schema,
    key: `${schema.schema.docs.typeName === undefined ? (isTypeName(schema.name) ? 1 : 2) : 0} ${schema.key}`,
    candidates: [typeName(schema.name)],
    place: schema.schema.place,
    subject: `The model of the schema \`${schema.name}\``,
  };
}

function inputNameRequest(schema: NamedSchema, own: ReadonlyMap<NamedSchema, string>): NameRequest<NamedSchema> {
  const name = own.get(schema) ?? typeName(schema.name);
  return { ...modelNameRequest(schema), key: schema.key, candidates: [identifier(`${name}Input`), identifier(`${name}Request`)] };
}
