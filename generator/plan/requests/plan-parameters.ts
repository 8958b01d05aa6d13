import { diagnostic, type Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Operation, Parameter } from "../../model/types/operation.js";
import { camelCase, capitalised, identifier } from "../names/identifiers.js";
import { plainObjectProperties } from "../content/plain-objects.js";
import type { ParameterPlan } from "../types/parameter-plan.js";
import { planParameterStyle } from "./parameter-serialization.js";
import { functionLocals, reservedWords } from "../names/reserved-names.js";
import { createNameScope } from "../names/name-scope.js";

/**
 * Parameters with their keys in `params`: those that the description chooses, otherwise the names. Of a name that a parameter shares with
 * another one or with a property of the body, only a path parameter keeps it, since no path gets one more: were it kept by whichever comes
 * first, an API that adds one more optional parameter could change what an existing call sends, and the call would still compile.
 */
export function planParameters(operation: Operation, api: Api, report: Report): readonly ParameterPlan[] {
  const keys = keysOf(operation.parameters, bodyProperties(operation, api));
  const locals = localsOf(operation.parameters);
  return operation.parameters.map((parameter) => {
    const key = keys.get(parameter) ?? parameter.name;
    if (parameter.key !== undefined && parameter.key !== key) report(keyTaken(parameter, parameter.key, key));
    return {
      parameter,
      key,
      local: locals.get(parameter) ?? camelCase(parameter.name, "value"),
      ...planParameterStyle(parameter, api, report),
    };
  });
}

function bodyProperties({ body }: Operation, api: Api): readonly string[] {
  const schemas = (body?.contents ?? []).flatMap(({ schema }) => schema ?? []);
  return schemas.flatMap((schema) => plainObjectProperties(schema, api) ?? []).map(({ name }) => name);
}

function keysOf(parameters: readonly Parameter[], properties: readonly string[]): ReadonlyMap<Parameter, string> {
  const all = parameters.map(({ name }) => name);
  const names = new Set(all);
  const others = new Set(properties);
  const isShared = (name: string): boolean => others.has(name) || all.indexOf(name) !== all.lastIndexOf(name);
  const taken = new Set<string>(["__proto__"]);
  const keys = new Map<Parameter, string>();
  for (const parameter of parameters) {
    if (parameter.key === undefined || taken.has(parameter.key)) continue;
    taken.add(parameter.key);
    keys.set(parameter, parameter.key);
  }
  for (const parameter of parameters.filter((one) => !keys.has(one))) {
    const isKept = !taken.has(parameter.name) && (parameter.in === "path" || !isShared(parameter.name));
    const wanted = isKept ? parameter.name : `${parameter.name}In${capitalised(parameter.in)}`;
    const key = freeKey(wanted, (candidate) => !taken.has(candidate) && (candidate === parameter.name || !names.has(candidate)));
    taken.add(key);
    keys.set(parameter, key);
  }
  return keys;
}

function keyTaken({ name, place }: Parameter, wanted: string, key: string) {
  const message = `The parameter \`${name}\` has the key \`${key}\`, because another one already has \`${wanted}\`.`;
  return diagnostic("name-taken", place, message, { help: "Choose another key with `x-specloom-name`." });
}

/** The wanted key, with the first number that makes it free if it is taken. */
export function freeKey(wanted: string, isFree: (key: string) => boolean): string {
  for (let number = 1; ; number++) {
    const key = number === 1 ? wanted : `${wanted}${number}`;
    if (isFree(key)) return key;
  }
}

function localsOf(parameters: readonly Parameter[]): ReadonlyMap<Parameter, string> {
  const scope = createNameScope([...reservedWords, ...functionLocals]);
  return scope.assign(
    parameters.map((parameter) => {
      const name = camelCase(parameter.name, "value");
      const location = capitalised(parameter.in);
      const candidates = [name, identifier(`${name}In${location}`), identifier(`${name}Value`)] as const;
      return { owner: parameter, key: `${locationRank[parameter.in]} ${parameter.name}`, candidates };
    }),
  );
}

const locationRank: Readonly<Record<Parameter["in"], number>> = { path: 0, query: 1, querystring: 1, header: 2, cookie: 3 };
