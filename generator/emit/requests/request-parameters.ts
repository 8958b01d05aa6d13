import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { ParameterPlan, StylePlan } from "../../plan/types/parameter-plan.js";
import { code, type Code, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { propertyKey, literal, pathLiteral } from "../text/literals.js";
import { runtimeValue } from "../text/runtime-symbols.js";

/** The value of a parameter where the request is written. */
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
 * `{ view: "full", limit: params.limit, ids: commaSeparated(params.ids) }`, what the path itself asks for first, or the one parameter that
 * the whole query is made of.
 */
export function queryCode({ operation, parameters }: OperationPlan, value: ParameterValue, imports: Imports): Code | undefined {
  const whole = parameters.find(({ parameter }) => parameter.in === "querystring");
  if (whole !== undefined) return serializedParameter(whole, value, imports);
  const fixed = (operation.path.query ?? []).flatMap((item) =>
    "value" in item ? [[propertyKey(item.name), literal(item.value)] as const] : [],
  );
  return record([...fixed, ...entriesIn("query", parameters, value, imports)]);
}

/** `{ "X-Trace": params["X-Trace"] }` */
export function headersCode({ operation, parameters }: OperationPlan, value: ParameterValue, imports: Imports): Code | undefined {
  const keyed: ParameterValue = (plan) =>
    plan.parameter.name === operation.idempotencyKey
      ? code`${runtimeValue(imports, "idempotencyKey")}(${value(plan)})`
      : value(plan);
  return record(entriesIn("header", parameters, keyed, imports));
}

/** `cookies({ session: params.session })` */
export function cookiesCode({ parameters }: OperationPlan, value: ParameterValue, imports: Imports): Code | undefined {
  const entries = record(entriesIn("cookie", parameters, value, imports));
  return entries && code`${runtimeValue(imports, "cookies")}(${entries})`;
}

type Entry = readonly [name: Code, value: Code];

function entriesIn(
  place: "query" | "header" | "cookie",
  parameters: readonly ParameterPlan[],
  value: ParameterValue,
  imports: Imports,
): readonly Entry[] {
  const own = parameters.filter(({ parameter }) => parameter.in === place);
  return own.map((plan) => [propertyKey(plan.parameter.name), serializedParameter(plan, value, imports)]);
}

function record(entries: readonly Entry[]): Code | undefined {
  if (entries.length === 0) return undefined;
  const texts = entries.map(([name, text]) => (name === text ? text : code`${name}: ${text}`));
  return code`{ ${join(texts, ", ")} }`;
}

function serializedParameter(plan: ParameterPlan, value: ParameterValue, imports: Imports): Code {
  return serializedValue(plan.parameter.name, plan.style, value(plan), imports);
}

/** `reserved(commaSeparated(params.ids))` */
export function serializedValue(name: string, style: StylePlan | undefined, value: Code, imports: Imports): Code {
  const { function: writer, explode, reserved } = style ?? {};
  const given = writer === "matrix" ? [literal(name), value] : [value];
  const options = explode === undefined ? [] : [code`{ explode: ${literal(explode)} }`];
  const written = writer === undefined ? value : code`${runtimeValue(imports, writer)}(${join([...given, ...options], ", ")})`;
  return reserved === undefined ? written : code`${runtimeValue(imports, reserved)}(${written})`;
}
