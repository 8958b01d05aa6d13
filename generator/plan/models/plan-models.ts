import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import { sortedBy } from "../../model/reading/order.js";
import type { NamedSchema, SchemaKey } from "../../model/types/schema.js";
import { identifier, isTypeName, typeName } from "../names/identifiers.js";
import type { ModelNames, ModelPlan } from "../types/model-plan.js";
import type { Claim, Scope } from "../names/name-scope.js";
import type { Sides } from "./directions.js";
import { sidesOf, sidesOfModel } from "./directions.js";

/** The declarations of `models.ts`, and what each named schema is called on either side of the wire. */
export interface Models {
  readonly models: readonly ModelPlan[];
  readonly modelNames: ReadonlyMap<SchemaKey, ModelNames>;
}

/** A schema's name goes to what is received; what is sent is called `UserInput` where it differs and both are needed. */
export function planModels(api: Api, scope: Scope, report: Report): Models {
  const sides = sidesOf(api);
  const schemas = [...api.schemas.values()];
  const own = scope.claim(schemas.map(ownClaim), report);
  const inputs = scope.claim(
    schemas.filter(({ key }) => sidesOfModel(key, sides).length > 1).map((schema) => inputClaim(schema, own)),
    report,
  );
  const modelNames = new Map(
    schemas.map((schema): [SchemaKey, ModelNames] => {
      const response = own.get(schema) ?? schema.name;
      return [schema.key, { request: inputs.get(schema) ?? response, response }];
    }),
  );
  const models = schemas.flatMap((schema) => declarations(schema, modelNames, sides));
  return { models: sortedBy(models, ({ name }) => name), modelNames };
}

function declarations(
  { key, schema }: NamedSchema,
  names: ReadonlyMap<SchemaKey, ModelNames>,
  sides: Sides,
): readonly ModelPlan[] {
  return sidesOfModel(key, sides).flatMap((side) => {
    const name = names.get(key)?.[side === "request" ? "request" : "response"];
    return name === undefined ? [] : [{ name, key, side, schema }];
  });
}

/** Schemas that can keep their names go before those that cannot. */
function ownClaim(schema: NamedSchema): Claim<NamedSchema> {
  return {
    owner: schema,
    key: `${isTypeName(schema.name) ? 0 : 1} ${schema.key}`,
    names: [typeName(schema.name)],
    place: schema.schema.place,
    what: `The model of the schema \`${schema.name}\``,
  };
}

function inputClaim(schema: NamedSchema, own: ReadonlyMap<NamedSchema, string>): Claim<NamedSchema> {
  const name = own.get(schema) ?? typeName(schema.name);
  return { ...ownClaim(schema), key: schema.key, names: [identifier(`${name}Input`), identifier(`${name}Request`)] };
}
