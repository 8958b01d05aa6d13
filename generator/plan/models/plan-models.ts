import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import { sortedBy } from "../../model/reading/order.js";
import type { NamedSchema, SchemaKey } from "../../model/types/schema.js";
import { identifier, isTypeName, typeName } from "../names/identifiers.js";
import type { ModelNames, ModelPlan } from "../types/model-plan.js";
import type { NameRequest, NameScope } from "../names/name-scope.js";
import type { SchemaDirections } from "./directions.js";
import { schemaDirections, directionsOfModel } from "./directions.js";

/** The declarations of `models.ts`, and the names of each named schema in requests and in responses. */
export interface PlannedModels {
  readonly models: readonly ModelPlan[];
  readonly modelNames: ReadonlyMap<SchemaKey, ModelNames>;
}

/** The response model keeps the schema's name; a request model that differs from it is called `UserInput`. */
export function planModels(api: Api, scope: NameScope, report: Report): PlannedModels {
  const directions = schemaDirections(api);
  const schemas = [...api.schemas.values()];
  const own = scope.assign(schemas.map(modelNameRequest), report);
  const inputs = scope.assign(
    schemas.filter(({ key }) => directionsOfModel(key, directions).length > 1).map((schema) => inputNameRequest(schema, own)),
    report,
  );
  const modelNames = new Map(
    schemas.map((schema): [SchemaKey, ModelNames] => {
      const response = own.get(schema) ?? schema.name;
      return [schema.key, { request: inputs.get(schema) ?? response, response }];
    }),
  );
  const models = schemas.flatMap((schema) => declarations(schema, modelNames, directions));
  return { models: sortedBy(models, ({ name }) => name), modelNames };
}

function declarations(
  { key, schema }: NamedSchema,
  names: ReadonlyMap<SchemaKey, ModelNames>,
  directions: SchemaDirections,
): readonly ModelPlan[] {
  return directionsOfModel(key, directions).flatMap((direction) => {
    const name = names.get(key)?.[direction === "request" ? "request" : "response"];
    return name === undefined ? [] : [{ name, key, direction, schema }];
  });
}

/** Schemas whose names are type names already go first. */
function modelNameRequest(schema: NamedSchema): NameRequest<NamedSchema> {
  return {
    owner: schema,
    key: `${isTypeName(schema.name) ? 0 : 1} ${schema.key}`,
    candidates: [typeName(schema.name)],
    place: schema.schema.place,
    subject: `The model of the schema \`${schema.name}\``,
  };
}

function inputNameRequest(schema: NamedSchema, own: ReadonlyMap<NamedSchema, string>): NameRequest<NamedSchema> {
  const name = own.get(schema) ?? typeName(schema.name);
  return { ...modelNameRequest(schema), key: schema.key, candidates: [identifier(`${name}Input`), identifier(`${name}Request`)] };
}
