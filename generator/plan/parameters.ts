import { diagnostic, type Report } from "../diagnostics.js";
import type { Api, Operation, Parameter } from "../model/api.js";
import type { Schema } from "../model/schema.js";
import { camelCase, capitalised, identifier } from "./identifiers.js";
import { isJson } from "./media-types.js";
import type { ParameterPlan, StyleFunction } from "./package.js";
import { functionLocals, reservedWords } from "./reserved.js";
import { createScope } from "./scope.js";
import { dereference } from "./shapes-of-schemas.js";

/** Parameters by what they are called in `params`: their own names; of two with the same, the one further back in the request gets another. */
export function planParameters(operation: Operation, api: Api, report: Report): readonly ParameterPlan[] {
  const keys = keysOf(operation.parameters);
  const locals = localsOf(operation.parameters);
  return operation.parameters.map((parameter) => {
    const style = styleOf(parameter, api);
    reportUnsupported(parameter, report);
    return {
      parameter,
      key: keys.get(parameter) ?? parameter.name,
      local: locals.get(parameter) ?? camelCase(parameter.name, "value"),
      ...(style && { style }),
    };
  });
}

/** The model lists path parameters first, then query, header and cookie: the first of a name keeps it. */
function keysOf(parameters: readonly Parameter[]): ReadonlyMap<Parameter, string> {
  const wire = new Set(parameters.map(({ name }) => name));
  const taken = new Set<string>(["__proto__"]);
  const keys = new Map<Parameter, string>();
  for (const parameter of parameters) {
    const wanted = taken.has(parameter.name) ? `${parameter.name}In${capitalised(parameter.in)}` : parameter.name;
    const key = freeKey(wanted, (candidate) => !taken.has(candidate) && (candidate === parameter.name || !wire.has(candidate)));
    taken.add(key);
    keys.set(parameter, key);
  }
  return keys;
}

/** A key that is free: the one wanted, or with the first number that makes it so. */
export function freeKey(wanted: string, isFree: (key: string) => boolean): string {
  for (let number = 1; ; number++) {
    const key = number === 1 ? wanted : `${wanted}${number}`;
    if (isFree(key)) return key;
  }
}

function localsOf(parameters: readonly Parameter[]): ReadonlyMap<Parameter, string> {
  const scope = createScope([...reservedWords, ...functionLocals]);
  return scope.claim(
    parameters.map((parameter) => {
      const name = camelCase(parameter.name, "value");
      const place = capitalised(parameter.in);
      const names = [name, identifier(`${name}In${place}`), identifier(`${name}Value`)] as const;
      return { owner: parameter, key: `${placeRank[parameter.in]} ${parameter.name}`, names };
    }),
  );
}

const placeRank: Readonly<Record<Parameter["in"], number>> = { path: 0, query: 1, header: 2, cookie: 3 };

interface StyleRule {
  readonly matches: (parameter: Parameter, kinds: ReadonlySet<Schema["kind"]>) => boolean;
  readonly style: StyleFunction;
}

/** Which values need a function of the runtime to be written; the first row that matches wins. */
// prettier-ignore
const styleRules: readonly StyleRule[] = [
  { matches: ({ mediaType }) => mediaType !== undefined && isJson(mediaType), style: "json" },
  { matches: ({ style }) => style === "deepObject", style: "deepObject" },
  { matches: ({ style, explode }, kinds) => style === "form" && !explode && kinds.has("array"), style: "commaSeparated" },
  {
    matches: ({ style, explode }, kinds) => style === "spaceDelimited" && !explode && kinds.has("array"),
    style: "spaceDelimited",
  },
  { matches: ({ style, explode }, kinds) => style === "pipeDelimited" && !explode && kinds.has("array"), style: "pipeDelimited" },
];

function styleOf(parameter: Parameter, api: Api): StyleFunction | undefined {
  if (parameter.in !== "query") return undefined;
  const kinds = kindsOf(parameter.schema, api);
  return styleRules.find(({ matches }) => matches(parameter, kinds))?.style;
}

function kindsOf(schema: Schema, api: Api): ReadonlySet<Schema["kind"]> {
  const kinds = new Set<Schema["kind"]>();
  const seen = new Set<Schema>();
  const waiting = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const value = dereference(next, api);
    if (seen.has(value)) continue;
    seen.add(value);
    kinds.add(value.kind === "tuple" ? "array" : value.kind);
    if (value.kind === "union" || value.kind === "intersection") waiting.push(...value.members);
  }
  return kinds;
}

/** What no client of ours writes, in the words of the message. */
// prettier-ignore
const unsupportedRules: readonly { readonly matches: (parameter: Parameter) => boolean; readonly what: string }[] = [
  { matches: (parameter) => parameter.in === "cookie", what: "is a cookie" },
  {
    matches: ({ style }) => style === "label" || style === "matrix",
    what: "is written in a style that is not the usual one of a path",
  },
  {
    matches: ({ mediaType }) => mediaType !== undefined && !isJson(mediaType),
    what: "is written in a media type that is not JSON",
  },
];

function reportUnsupported(parameter: Parameter, report: Report): void {
  const rule = unsupportedRules.find(({ matches }) => matches(parameter));
  if (rule)
    report(
      diagnostic("unsupported", parameter.place, `The parameter \`${parameter.name}\` ${rule.what}, which is not supported.`),
    );
}
