import { diagnostic } from "../../diagnostics.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode } from "../../load/tree/node.js";
import type { Parameter, PathTemplate } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";

/**
 * The path parameters of an operation, in the order of its template. What the template has and nobody declares is a text, since every
 * value of a path is one; what is declared and does not stand there cannot be sent. Both are told, for both may be slips of the pen.
 */
export function matchPathParameters(
  declared: readonly Parameter[],
  path: PathTemplate,
  operation: MapNode,
  context: ModelContext,
): readonly Parameter[] {
  const names = new Set(path.segments.flatMap((segment) => (typeof segment === "string" ? [] : [segment.parameter])));
  for (const parameter of declared.filter(({ name }) => !names.has(name))) {
    const help = `Write ${quote(`{${parameter.name}}`)} where it belongs in the path, or take the parameter out.`;
    const message = `The path parameter ${quote(parameter.name)} does not stand in the path ${quote(path.text)}, so that it is left out.`;
    context.report(diagnostic("path-parameter-unused", parameter.place, message, { help }));
  }
  return [...names].map(
    (name) => declared.find((parameter) => parameter.name === name) ?? undeclaredParameter(name, path, operation, context),
  );
}

/** What a template has and nobody declares. */
export function undeclaredParameter(name: string, path: PathTemplate, { place }: MapNode, { report }: ModelContext): Parameter {
  const help = "Add it to the `parameters` of the operation or of the path.";
  const message = `The path ${quote(path.text)} contains the parameter ${quote(name)}, which is not declared; it is taken for a text.`;
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
