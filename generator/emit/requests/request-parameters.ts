import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { ParameterPlan, StylePlan } from "../../plan/types/parameter-plan.js";
import { code, type Code, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { literal, pathLiteral } from "../text/literals.js";
import { printObject, type PropertyCode } from "../text/object-literal.js";
import { runtimeValue } from "../text/runtime-symbols.js";

/** The expression for the value of a parameter: `params.limit`, or a local variable. */
export type ParameterValue = (parameter: ParameterPlan) => Code;

/** `` path`/pets/${label(params.petId)}` `` */
export function pathCode({ operation, parameters }: OperationPlan, value: ParameterValue, imports: Imports): Code {
  const byName = new Map(
    parameters.filter(({ parameter }) => parameter.in === "path").map((plan) => [plan.parameter.name, plan]),
  );
  const parts = operation.path.segments.map((segment) => {
    if (typeof segment === "string") return pathLiteral(segment);
    const plan = byName.get(segment.parameter);
    if (plan === undefined) throw new TypeError(`No parameter was planned for ${JSON.stringify(segment.parameter)}.`);
    return code`\${${serializedParameter(plan, value, imports)}}`;
  });
  return code`${runtimeValue(imports, "path")}\`${join(parts, "")}\``;
}

/**
 * `{ view: "full", limit: params.limit, ids: commaSeparated(params.ids) }`, starting with the fixed query parameters of the path; or the one
 * parameter with `in: querystring`.
 */
export function queryCode({ operation, parameters }: OperationPlan, value: ParameterValue, imports: Imports): Code | undefined {
  const queryString = parameters.find(({ parameter }) => parameter.in === "querystring");
  if (queryString !== undefined) return serializedParameter(queryString, value, imports);
  const fixed = (operation.path.query ?? []).flatMap((item) =>
    "value" in item ? [[item.name, literal(item.value)] as const] : [],
  );
  return printObject([...fixed, ...entriesIn("query", parameters, value, imports)]);
}

/** `{ "X-Trace": params["X-Trace"] }` */
export function headersCode({ operation, parameters }: OperationPlan, value: ParameterValue, imports: Imports): Code | undefined {
  const withIdempotencyKey: ParameterValue = (plan) =>
    plan.parameter.name === operation.idempotencyKey
      ? code`${runtimeValue(imports, "idempotencyKey")}(${value(plan)})`
      : value(plan);
  return printObject(entriesIn("header", parameters, withIdempotencyKey, imports));
}

/** `cookies({ session: params.session })` */
export function cookiesCode({ parameters }: OperationPlan, value: ParameterValue, imports: Imports): Code | undefined {
  const entries = printObject(entriesIn("cookie", parameters, value, imports));
  return entries && code`${runtimeValue(imports, "cookies")}(${entries})`;
}

function entriesIn(
  location: "query" | "header" | "cookie",
  parameters: readonly ParameterPlan[],
  value: ParameterValue,
  imports: Imports,
): readonly PropertyCode[] {
  const plans = parameters.filter(({ parameter }) => parameter.in === location);
  return plans.map((plan) => [plan.parameter.name, serializedParameter(plan, value, imports)]);
}

function serializedParameter(plan: ParameterPlan, value: ParameterValue, imports: Imports): Code {
  return serializedValue(plan.parameter.name, plan.style, value(plan), imports);
}

/** `reserved(commaSeparated(params.ids))` */
export function serializedValue(name: string, style: StylePlan | undefined, value: Code, imports: Imports): Code {
  const { function: serializer, explode, reserved } = style ?? {};
  const values = serializer === "matrix" ? [literal(name), value] : [value];
  const options = explode === undefined ? [] : [code`{ explode: ${literal(explode)} }`];
  const serialized =
    serializer === undefined ? value : code`${runtimeValue(imports, serializer)}(${join([...values, ...options], ", ")})`;
  return reserved === undefined ? serialized : code`${runtimeValue(imports, reserved)}(${serialized})`;
}
