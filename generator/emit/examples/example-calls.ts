import { isJsonObject } from "../../load/tree/json.js";
import type { Operation } from "../../model/types/operation.js";
import type { BodyKind, BodyPlan } from "../../plan/types/body-plan.js";
import type { ClassPlan } from "../../plan/types/class-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { ParameterPlan } from "../../plan/types/parameter-plan.js";
import { code, type Code, identifier, join } from "../text/code.js";
import { type ExampleScope, firstValidExample } from "./matches-schema.js";
import { type Example, exampleFields, exampleOf, type Fields, describedExample, objectLiteral } from "./example-values.js";
import { propertyAccess, literal } from "../text/literals.js";

/** A call in the documentation. */
export interface ExampleCall {
  /** `petStore.list({ limit: 100 })` */
  readonly call: Code;
  /** `petStore.list` */
  readonly method: Code;
  /** The argument for `params`; undefined if the call has none. */
  readonly argument: Code | undefined;
  readonly paged: boolean;
}

/** A call of an operation on an instance of the class; undefined if a required value has no example. */
export function exampleCall(
  operation: OperationPlan,
  client: ClassPlan,
  schemas: ExampleScope["schemas"],
): ExampleCall | undefined {
  const fields = exampleParams(operation, { schemas, direction: "request" });
  if (fields === undefined) return undefined;
  const method = methodOf(operation.qualifiedName, client);
  const argument =
    fields.size === 0 && (operation.paramsOptional || operation.paramsName === undefined) ? undefined : objectLiteral(fields);
  return { call: code`${method}(${argument ?? code``})`, method, argument, paged: operation.pages !== undefined };
}

/** A method of an instance of the class: `petStore.pets.list`. */
export function methodOf(qualifiedName: string, { instance }: Pick<ClassPlan, "instance">): Code {
  return code`${identifier(instance)}${join(
    qualifiedName.split(".").map((step) => propertyAccess(step)),
    "",
  )}`;
}

/** The call with options: `petStore.get({ petId: "512" }, { retry: false })`. */
export function callWithOptions({ method, argument }: ExampleCall, { paramsName }: OperationPlan, options: Code): Code {
  const params = paramsName === undefined ? [] : [argument ?? code`{}`];
  return code`${method}(${join([...params, options], ", ")})`;
}

/** The call as a statement: a loop over the items of pages, or an `await`. */
export function exampleStatement({ call, paged }: Pick<ExampleCall, "call" | "paged">): Code {
  if (!paged) return code`await ${call};`;
  return call.length > 60
    ? code`for await (const item of ${call}) {\n  console.log(item);\n}`
    : code`for await (const item of ${call}) console.log(item);`;
}

function exampleParams(operation: OperationPlan, scope: ExampleScope): Fields | undefined {
  const fields = new Map<string, Code>();
  for (const [name, value] of shownParameters(operation, scope)) {
    if (value === undefined) return undefined;
    fields.set(name, value);
  }
  const body = operation.body && bodyFields(operation.body, operation.operation, scope);
  // Without an example, properties of the body in `params` include a required one.
  if (operation.body !== undefined && body === undefined)
    return operation.body.required || operation.body.shape !== "whole" ? undefined : fields;
  for (const [name, value] of body ?? []) if (!fields.has(name) && name !== pageParameter(operation)) fields.set(name, value);
  return fields;
}

/** The parameter that selects a page. It is left out, because the example gets the first page. */
function pageParameter({ pages }: OperationPlan): string | undefined {
  return pages && "input" in pages.pagination ? pages.pagination.input.key : undefined;
}

/** The required parameters; if there are none, the first two with an example in the description. */
function shownParameters(operation: OperationPlan, scope: ExampleScope): readonly (readonly [string, Example])[] {
  const { parameters } = operation;
  const required = parameters.filter(({ parameter }) => parameter.required);
  if (required.length > 0) return required.map((plan) => [plan.key, requiredValue(plan, scope)] as const);
  const optional = parameters.flatMap((plan) => {
    const { key, parameter, schema } = plan;
    const value = firstValidExample([...parameter.examples, ...(schema.docs.examples ?? [])], schema, scope);
    return key === pageParameter(operation) || value === undefined || plan.preSerialized ? [] : [[key, literal(value)] as const];
  });
  return optional.slice(0, 2);
}

function requiredValue(plan: ParameterPlan, scope: ExampleScope): Example {
  const { parameter, schema } = plan;
  const { name, examples } = parameter;
  if (plan.preSerialized) return literal("text");
  return describedExample(schema, scope, examples) ?? exampleOf(schema, name, scope);
}

/** Examples for bodies whose value does not depend on a schema. */
const fixedExamples: Readonly<Partial<Record<BodyKind, Code>>> = { text: literal("text"), bytes: code`new Blob(["content"])` };
const isSequence: ReadonlySet<BodyKind> = new Set(["jsonLines", "jsonSequence", "eventStream"]);

function untypedExample({ kind }: BodyPlan): Code {
  if (kind === "form" || kind === "multipart") return literal({ name: "Acme" });
  return isSequence.has(kind) || kind === "multipartMixed" ? literal(["anything"]) : literal("anything");
}

/** The members that the body adds to `params`, from an example of the whole body if the description has a valid one. */
function bodyFields(body: BodyPlan, operation: Operation, scope: ExampleScope): Fields | undefined {
  if (body.shape === "whole" && fixedExamples[body.kind] !== undefined)
    return new Map([[body.key, fixedExamples[body.kind] ?? literal("text")]]);
  const schema = body.shape === "fields" ? scope.schemas.get(body.model)?.schema : body.schema;
  if (schema === undefined) return body.shape === "whole" ? new Map([[body.key, untypedExample(body)]]) : undefined;
  if (body.shape === "whole" && isSequence.has(body.kind)) {
    const item = exampleOf(schema, "item", scope);
    return item && new Map([[body.key, code`[${item}]`]]);
  }
  const examples = operation.body?.contents.find(({ mediaType }) => mediaType === body.mediaType)?.examples ?? [];
  const example = firstValidExample([...examples, ...(schema.docs.examples ?? [])], schema, scope);
  if (body.shape === "whole") {
    const value = example === undefined ? exampleOf(schema, body.key, scope) : literal(example);
    return value && new Map([[body.key, value]]);
  }
  if (example !== undefined && isJsonObject(example))
    return new Map(Object.entries(example).map(([name, value]) => [name, literal(value)]));
  return exampleFields(schema, scope);
}
