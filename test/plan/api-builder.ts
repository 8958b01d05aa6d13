import type { Diagnostic } from "../../generator/diagnostics.js";
import type { NodePlace } from "../../generator/load/tree/node.js";
import type { Api } from "../../generator/model/types/api.js";
import type { Method, Operation, Parameter, PathTemplate, RequestBody, Response } from "../../generator/model/types/operation.js";
import type { SecurityScheme } from "../../generator/model/types/security-scheme.js";
import type { NamedSchema, ObjectSchema, Property, Schema } from "../../generator/model/types/schema.js";
import type { ResourcePlan } from "../../generator/plan/types/class-plan.js";
import type { OperationPlan } from "../../generator/plan/types/operation-plan.js";
import type { PackagePlan } from "../../generator/plan/types/package-plan.js";
import { planPackage } from "../../generator/plan/plan.js";

/** Builders for small parts of the model. All parts have the same place in the description. */
export const place: NodePlace = { source: "api.yaml", pointer: "", offset: 0 };
const base = { docs: {}, place };

export const string: Schema = { kind: "string", binary: false, ...base };
export const bytes: Schema = { kind: "string", binary: true, ...base };
export const number: Schema = { kind: "number", integer: true, ...base };
export const nothing: Schema = { kind: "null", ...base };
export const anything: Schema = { kind: "any", ...base };

export function list(items: Schema): Schema {
  return { kind: "array", items, ...base };
}

export function reference(name: string): Schema {
  return { kind: "reference", target: keyOf(name), ...base };
}

export function union(...members: readonly Schema[]): Schema {
  return { kind: "union", members, ...base };
}

export function allOf(...members: readonly Schema[]): Schema {
  return { kind: "intersection", members, ...base };
}

/** An object schema. `name!` is a required property, `<name` a `readOnly` and `>name` a `writeOnly` one. */
export function object(properties: Readonly<Record<string, Schema>>, additional: ObjectSchema["additional"] = "open"): Schema {
  return {
    kind: "object",
    properties: Object.entries(properties).map(([name, schema]) => property(name, schema)),
    additional,
    ...base,
  };
}

function property(text: string, schema: Schema): Property {
  const name = text.replace(/^[<>]|!$/g, "");
  return { name, required: text.endsWith("!"), readOnly: text.startsWith("<"), writeOnly: text.startsWith(">"), schema };
}

export function keyOf(name: string): string {
  return `/components/schemas/${name}`;
}

export function operation(method: Method, path: string, more: Partial<Operation> = {}): Operation {
  return {
    method,
    path: template(path),
    tags: [],
    deprecated: false,
    parameters: [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => parameter("path", name, { required: true })),
    responses: [],
    callbacks: [],
    security: [],
    rateLimits: [],
    pointer: `/paths/${path}/${method}`,
    place,
    ...more,
  };
}

/** `GET /pets/{id}`. */
export function operations(...lines: readonly string[]): readonly Operation[] {
  return lines.map((line) => operation(line.split(" ")[0] ?? "GET", line.split(" ")[1] ?? "/"));
}

export function template(text: string): PathTemplate {
  const parts = text.split(/\{([^}]*)\}/).map((part, index) => (index % 2 === 0 ? part : { parameter: part }));
  return { text, segments: parts.filter((part) => part !== "") };
}

export function parameter(where: Parameter["in"], name: string, more: Partial<Parameter> = {}): Parameter {
  const style = where === "query" || where === "cookie" ? "form" : "simple";
  return {
    name,
    in: where,
    required: false,
    style,
    explode: style === "form",
    allowReserved: false,
    schema: string,
    deprecated: false,
    examples: [],
    place,
    ...more,
  };
}

export function body(schema: Schema, mediaType = "application/json", required = true): RequestBody {
  return { required, contents: [{ mediaType, schema, examples: [] }], place };
}

export function response(status: string, schema?: Schema, mediaType = "application/json"): Response {
  return { status, contents: schema ? [{ mediaType, schema, examples: [] }] : [], headers: [], links: [], place };
}

export function scheme(key: string, kind: SecurityScheme["kind"], more: Partial<SecurityScheme> = {}): SecurityScheme {
  return { key, kind, place, ...(kind === "apiKey" && { apiKey: { in: "header", name: "X-Key" } }), ...more };
}

export interface ApiParts extends Partial<Omit<Api, "schemas">> {
  readonly schemas?: Readonly<Record<string, Schema>>;
}

export function api({ schemas = {}, ...more }: ApiParts = {}): Api {
  const named = Object.entries(schemas).map(([name, schema]): [string, NamedSchema] => [
    keyOf(name),
    { key: keyOf(name), name, schema },
  ]);
  return {
    info: { title: "Pets", version: "1" },
    servers: [],
    declaresSecurity: false,
    operations: [],
    webhooks: [],
    security: [],
    rateLimits: [],
    ...more,
    schemas: new Map(named),
  };
}

export interface Planned {
  readonly plan: PackagePlan;
  readonly diagnostics: readonly Diagnostic[];
}

export function planned(parts: ApiParts, name = "pet-store"): Planned {
  const diagnostics: Diagnostic[] = [];
  const plan = planPackage(api(parts), { name, version: "1.0.0" }, (diagnostic) => diagnostics.push(diagnostic));
  return { plan, diagnostics };
}

export function resourcesOf(resource: ResourcePlan): readonly ResourcePlan[] {
  return [resource, ...resource.children.flatMap(resourcesOf)];
}

export function operationsOf({ resource }: PackagePlan): readonly OperationPlan[] {
  return resourcesOf(resource).flatMap((one) => one.operations);
}

/** `GET /pets` to `pets.list`. */
export function namesOf(parts: ApiParts): Readonly<Record<string, string>> {
  const all = operationsOf(planned(parts).plan);
  return Object.fromEntries(
    all.map(({ operation: { method, path }, qualifiedName }) => [`${method} ${path.text}`, qualifiedName]),
  );
}
