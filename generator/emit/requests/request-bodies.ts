import type { Json } from "../../load/tree/node.js";
import type { BodyPlan, FormFieldPlan } from "../../plan/types/body-plan.js";
import { code, type Code, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { propertyKey, literal } from "../text/literals.js";
import { ownAccess } from "../text/own-properties.js";
import { runtimeValue } from "../text/runtime-symbols.js";
import { serializedValue } from "./request-parameters.js";

/**
 * `form({ ...body, filter: deepObject(body.filter) })`. The runtime itself serializes JSON bodies.
 *
 * @param bodyFields - The variable that contains the properties of the body.
 */
export function bodyCode(body: BodyPlan, bodyFields: Code, imports: Imports): Code {
  const isWhole = body.shape === "whole";
  const value = isWhole ? ownAccess(code`params`, body.key, imports) : bodyFields;
  const sent = isWhole || body.required ? value : code`${runtimeValue(imports, "omitIfEmpty")}(${value})`;
  if (body.kind === "json") return sent;
  const options = mixedOptions(body);
  const content = body.fields.length === 0 ? sent : withFields(body, value, sent, imports);
  const passed = options === undefined ? [content] : [content, options];
  return code`${runtimeValue(imports, body.kind)}(${join(passed, ", ")})`;
}

/** The media type of the request; undefined for multipart bodies, which set it themselves, because it contains the boundary. */
export function contentTypeCode({ kind, contentType }: BodyPlan): Code | undefined {
  return kind === "multipartMixed" || contentType === undefined ? undefined : literal(contentType);
}

function withFields({ kind, fields, required }: BodyPlan, value: Code, sent: Code, imports: Imports): Code {
  const entries = fields.map((field) => code`${propertyKey(field.name)}: ${fieldCode(field, kind, value, imports)}`);
  const all = code`{ ...${value}, ${join(entries, ", ")} }`;
  return required ? all : code`${sent} && ${all}`;
}

function fieldCode({ name, style, part }: FormFieldPlan, kind: BodyPlan["kind"], value: Code, imports: Imports): Code {
  const field = serializedValue(name, style, ownAccess(value, name, imports), imports);
  const isStyledPart = kind === "multipart" && style !== undefined;
  if (part === undefined && !isStyledPart) return field;
  const values = part === undefined ? [field] : [field, literal({ ...part })];
  return code`${runtimeValue(imports, isStyledPart ? "styledParts" : "part")}(${join(values, ", ")})`;
}

function mixedOptions({ kind, contentType, unnamedParts }: BodyPlan): Code | undefined {
  if (kind !== "multipartMixed") return undefined;
  const { prefix = [], item } = unnamedParts ?? {};
  const options: Readonly<Record<string, Json>> = {
    ...(contentType !== undefined && { contentType }),
    ...(prefix.length > 0 && { prefix: prefix.map((part) => ({ ...part })) }),
    ...(item && { item: { ...item } }),
  };
  return Object.keys(options).length === 0 ? undefined : literal(options);
}
