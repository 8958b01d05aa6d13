import { diagnostic } from "../../diagnostics.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode } from "../../load/tree/node.js";
import type { Parameter, PathTemplate } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";

/**
 * The path parameters of an operation in the order of its template. Reports and adds parameters that are not declared, as strings, and
 * reports and drops declared ones that the template does not have.
 */
export function matchPathParameters(
  declared: readonly Parameter[],
  path: PathTemplate,
  operation: MapNode,
  context: ModelContext,
): readonly Parameter[] {
  const names = new Set(path.segments.flatMap((segment) => (typeof segment === "string" ? [] : [segment.parameter])));
  for (const parameter of declared.filter(({ name }) => !names.has(name))) {
    const help = `Write ${quote(`{${parameter.name}}`)} where it belongs in the path, or remove the parameter.`;
    const message = `The path parameter ${quote(parameter.name)} is not in the path ${quote(path.text)} and is left out.`;
    context.report(diagnostic("path-parameter-unused", parameter.place, message, { help }));
  }
  return [...names].map(
    (name) => declared.find((parameter) => parameter.name === name) ?? undeclaredParameter(name, path, operation, context),
  );
}

/** A parameter for a name in the template that the description does not declare. */
export function undeclaredParameter(name: string, path: PathTemplate, { place }: MapNode, { report }: ModelContext): Parameter {
  const help = "Add it to the `parameters` of the operation or of the path.";
  const message = `The path ${quote(path.text)} contains the parameter ${quote(name)}, which is not declared; it is read as a string.`;
  report(diagnostic("path-parameter-undeclared", place, message, { help }));
  return {
    name,
    in: "path",
    required: true,
    style: "simple",
    explode: false,
    allowReserved: false,
    schema: { kind: "string", binary: false, docs: {}, place },
    deprecated: false,
    examples: [],
    place,
  };
}
