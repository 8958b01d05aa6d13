import type { Diagnostic } from "../../generator/diagnostics.js";
import { parse } from "../../generator/load/parse/parse.js";
import { positionAt } from "../../generator/load/documents/position.js";
import type { Api } from "../../generator/model/types/api.js";
import { buildApi } from "../../generator/model/build-api.js";
import { resolve } from "../../generator/resolve/resolve.js";

/** Reads a model from the text of a description. */

export interface Read {
  readonly api: Api;
  /** Errors, warnings and notes of the model, each as `severity code line:column message`, with the source where it is not the description. */
  readonly messages: readonly string[];
  /** The help texts of these diagnostics. */
  readonly helps: readonly string[];
}

export function read(text: string, overlays: readonly string[] = []): Read {
  const sources = [text, ...overlays].map((source, index) =>
    parse({ name: index === 0 ? "api.yaml" : `overlay${index}.yaml`, text: source }, fail),
  );
  const [description, ...others] = sources;
  if (description === undefined) throw new Error("There is no description.");
  const diagnostics: Diagnostic[] = [];
  const texts = new Map(sources.map((source) => [source.name, source.text]));
  const resolved = resolve(description, others, () => undefined);
  const api = buildApi(resolved, (diagnostic) => diagnostics.push(diagnostic));
  return {
    api,
    messages: diagnostics.map((diagnostic) => print(diagnostic, texts)),
    helps: diagnostics.flatMap(({ help }) => help ?? []),
  };
}

/** A description with one operation, `GET /`, whose response has this schema; `schemas` are added to the components. */
export function withSchema(schema: string, schemas = "{}"): string {
  return `openapi: 3.1.1
info: { title: T, version: "1" }
paths:
  /:
    get:
      responses:
        "200": { description: ok, content: { application/json: { schema: ${schema} } } }
components: { schemas: ${schemas} }
`;
}

/** A model or a part of it without the places, which is equal for equivalent descriptions. */
export function withoutPlaces(value: unknown): unknown {
  if (value instanceof Map) return new Map([...value].map(([key, held]) => [key, withoutPlaces(held)]));
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== "object" || value === null) return value;
  const own = Object.entries(value).filter(([key, held]) => key !== "place" && !(key === "docs" && isEmpty(held)));
  return Object.fromEntries(own.map(([key, held]) => [key, withoutPlaces(held)]));
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function print({ severity, code, place, message }: Diagnostic, texts: ReadonlyMap<string, string>): string {
  const position = place?.offset === undefined ? undefined : positionAt(texts.get(place.source) ?? "", place.offset);
  const where = position && `${position.line}:${position.column}`;
  const source = place?.source === "api.yaml" ? "" : `${place?.source ?? ""}:`;
  return `${severity} ${code} ${source}${where ?? "?"} ${message}`;
}

function fail(diagnostic: Diagnostic): never {
  throw new Error(diagnostic.message);
}
