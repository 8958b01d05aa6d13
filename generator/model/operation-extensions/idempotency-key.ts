import type { NodePlace } from "../../load/tree/node.js";
import type { Operation, Parameter } from "../types/operation.js";
import { compareStrings } from "../reading/order.js";

/**
 * Adds the idempotency key header to an operation that has one, as an optional parameter: the client generates a key unless the caller
 * sets one. With a key the operation is idempotent, unless the extension sets `idempotent: false`.
 */
export function withIdempotencyKey(operation: Operation): Operation {
  const described = operation.parameters.find((parameter) => isIdempotencyKey(parameter, operation.retry?.idempotencyKey));
  const name = described?.name ?? operation.retry?.idempotencyKey;
  if (name === undefined) return operation;
  return {
    ...operation,
    parameters: described ? operation.parameters.map((one) => withoutRequired(one, described)) : withHeader(name, operation),
    idempotencyKey: name,
    retry: { idempotent: true, ...operation.retry },
  };
}

function isIdempotencyKey({ name, in: place }: Parameter, wanted = "idempotency-key"): boolean {
  return place === "header" && name.toLowerCase() === wanted.toLowerCase();
}

function withoutRequired(parameter: Parameter, key: Parameter): Parameter {
  return parameter === key ? { ...parameter, required: false } : parameter;
}

/** Adds a header parameter in the order of the parameters. */
function withHeader(name: string, { parameters, place }: Operation): readonly Parameter[] {
  const after = parameters.findIndex((one) => one.in === "cookie" || (one.in === "header" && compareStrings(one.name, name) > 0));
  const index = after < 0 ? parameters.length : after;
  return [...parameters.slice(0, index), headerOf(name, place), ...parameters.slice(index)];
}

function headerOf(name: string, place: NodePlace): Parameter {
  return {
    name,
    in: "header",
    required: false,
    style: "simple",
    explode: false,
    allowReserved: false,
    schema: { kind: "string", binary: false, docs: {}, place },
    description: "Lets the service recognize a repeated request. Default: a new key for each call.",
    deprecated: false,
    examples: [],
    place,
  };
}
