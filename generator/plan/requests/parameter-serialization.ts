import { diagnostic, type Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Parameter, ParameterIn, ParameterStyle } from "../../model/types/operation.js";
import { isForm, isJson } from "../content/media-types.js";
import type { Schema } from "../../model/types/schema.js";
import type { ParameterPlan, StyleFunction, StylePlan } from "../types/parameter-plan.js";
import { parameterSchema, scalarUnion } from "./parameter-schemas.js";
import type { ValueKind } from "../content/value-kinds.js";
import { valueKinds } from "../content/value-kinds.js";

interface StyleRule {
  readonly in: readonly ParameterIn[];
  readonly styles?: readonly ParameterStyle[];
  /** Matches parameters with `content` instead of a style. */
  readonly media?: (mediaType: string) => boolean;
  readonly explode?: boolean;
  /** The kinds of values that can be serialized; all if absent. */
  readonly kinds?: readonly ValueKind[];
  /** The serializer of the runtime; if absent, the request serializes the value itself. */
  readonly function?: StyleFunction;
}

const one: readonly ValueKind[] = ["scalar", "null"];
const many: readonly ValueKind[] = [...one, "list"];
const shallow: readonly ValueKind[] = [...many, "object", "any"];
const deep: readonly ValueKind[] = [...shallow, "objectOfContainers", "listOfContainers"];
const repeated: readonly ParameterStyle[] = ["form", "spaceDelimited", "pipeDelimited"];
const anything = () => true;

// How a parameter is serialized; the first row that matches wins. Aligned by hand.
// prettier-ignore
const styleRules: readonly StyleRule[] = [
  { in: ["query", "cookie"],  media: isJson,                                                  function: "json" },
  { in: ["path", "header"],   media: isJson,                                                  function: "jsonText" },
  { in: ["querystring"],      media: isForm,                                  kinds: deep,    function: "formQuery" },
  { in: ["querystring"],      media: isJson,                                                  function: "jsonQuery" },
  { in: ["querystring"],      media: anything,                                kinds: one,     function: "textQuery" },
  { in: ["path", "query", "header", "cookie"], media: anything,               kinds: one },
  { in: ["path"],             styles: ["simple"],                             kinds: ["scalar"] },
  { in: ["path"],             styles: ["simple"],                             kinds: shallow, function: "simple" },
  { in: ["path"],             styles: ["label"],                              kinds: shallow, function: "label" },
  { in: ["path"],             styles: ["matrix"],                             kinds: shallow, function: "matrix" },
  { in: ["header"],           styles: ["simple"],                             kinds: one },
  { in: ["header"],           styles: ["simple"],                             kinds: shallow, function: "simple" },
  { in: ["cookie"],           styles: ["cookie"],                             kinds: shallow, function: "cookie" },
  { in: ["query"],            styles: ["deepObject"],                         kinds: deep,    function: "deepObject" },
  { in: ["query", "cookie"],  styles: repeated,               explode: true,  kinds: many },
  { in: ["query", "cookie"],  styles: repeated,               explode: true,  kinds: shallow, function: "exploded" },
  { in: ["query", "cookie"],  styles: repeated,               explode: false, kinds: one },
  { in: ["query", "cookie"],  styles: ["form"],               explode: false, kinds: shallow, function: "commaSeparated" },
  { in: ["query"],            styles: ["spaceDelimited"],     explode: false, kinds: shallow, function: "spaceDelimited" },
  { in: ["query"],            styles: ["pipeDelimited"],      explode: false, kinds: shallow, function: "pipeDelimited" },
  { in: ["query"],            styles: ["tabDelimited"],       explode: false, kinds: shallow, function: "tabDelimited" },
];

/** How a parameter is serialized, with a warning if its style cannot serialize what its schema allows. */
export function planParameterStyle(
  parameter: Parameter,
  api: Api,
  report: Report,
): Pick<ParameterPlan, "style" | "schema" | "preSerialized"> {
  const found = findStyle(parameter, valueKinds(parameter.schema, api));
  if (found === undefined && parameter.mediaType === undefined) report(styleUnusable(parameter));
  if (parameter.in === "cookie" && parameter.allowReserved) report(reservedIgnored(parameter));
  const preSerializedStyle: StylePlan | undefined = parameter.in === "querystring" ? { function: "textQuery" } : undefined;
  const style = found === undefined ? preSerializedStyle : found.style;
  return { ...(style && { style }), schema: acceptedSchema(parameter.schema, found), preSerialized: found === undefined };
}

function acceptedSchema(schema: Schema, found: FoundStyle | undefined): Schema {
  if (found === undefined) return scalarUnion(schema);
  return found.isShallow ? parameterSchema(schema) : schema;
}

/** What the serialization depends on. */
type StyledParameter = Pick<Parameter, "in" | "style" | "explode" | "allowReserved"> & {
  readonly mediaType?: string | undefined;
};

interface FoundStyle {
  readonly style: StylePlan | undefined;
  /** Only scalars, and arrays and objects of scalars, can be serialized. */
  readonly isShallow: boolean;
}

/** How values of these kinds are serialized; undefined if that is not possible. */
export function findStyle(parameter: StyledParameter, kinds: ReadonlySet<ValueKind>): FoundStyle | undefined {
  const rule = styleRules.find((candidate) => fits(candidate, parameter, kinds));
  if (rule === undefined) return undefined;
  const name = rule.function;
  const style: StylePlan = { ...(name && { function: name }), ...explodeOf(parameter, name, kinds), ...reservedOf(parameter) };
  const isShallow = rule.kinds !== undefined && rule.kinds !== deep;
  return { style: Object.keys(style).length > 0 ? style : undefined, isShallow };
}

function fits(rule: StyleRule, parameter: StyledParameter, kinds: ReadonlySet<ValueKind>): boolean {
  const { mediaType, style, explode } = parameter;
  const matches = mediaType === undefined ? rule.styles?.includes(style) : rule.media?.(mediaType);
  return (
    rule.in.includes(parameter.in) &&
    matches === true &&
    (rule.explode ?? explode) === explode &&
    (rule.kinds === undefined || [...kinds].every((kind) => rule.kinds?.includes(kind)))
  );
}

/** `explode`, if it changes the result and is not the default of the serializer. */
function explodeOf(
  { explode }: StyledParameter,
  name: StyleFunction | undefined,
  kinds: ReadonlySet<ValueKind>,
): Pick<StylePlan, "explode"> {
  if (name === "cookie")
    return explode || !(["list", "object", "any"] as const).some((kind) => kinds.has(kind)) ? {} : { explode };
  const differs: Partial<Record<StyleFunction, readonly ValueKind[]>> = {
    simple: ["object", "any"],
    label: ["list", "object", "any"],
    matrix: ["list", "object", "any"],
  };
  const matters = name !== undefined && differs[name]?.some((kind) => kinds.has(kind));
  return explode && matters ? { explode } : {};
}

/** Headers are never percent-encoded, so `allowReserved` does not change them. */
function reservedOf({ in: place, allowReserved, mediaType }: StyledParameter): Pick<StylePlan, "reserved"> {
  if (!allowReserved || mediaType !== undefined) return {};
  if (place === "query") return { reserved: "reserved" };
  return place === "path" ? { reserved: "reservedInPath" } : {};
}

function reservedIgnored({ name, place }: Parameter) {
  const message = `\`allowReserved\` of the cookie \`${name}\` is ignored: unencoded reserved characters would end the cookie.`;
  return diagnostic("unsupported", place, message);
}

function styleUnusable({ name, style, place }: Parameter) {
  const message = `The parameter \`${name}\` allows values that the style \`${style}\` cannot serialize, so callers must pass a serialized string.`;
  return diagnostic("unsupported", place, message);
}
