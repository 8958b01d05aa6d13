import type { BodyKind } from "../../plan/types/body-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { code, type Code, identifier, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { literal, propertyKey } from "../text/literals.js";
import type { OperationInModule } from "../operations/operations-interface.js";
import { runtimeType } from "../text/runtime-symbols.js";
import { printInterface } from "../text/structures.js";
import { docComment, docText } from "../text/tsdoc.js";

/** The interface `Requests`: what the handler of each operation receives, with the types of its path parameters and its body. */
export function declareRequests(operations: readonly OperationInModule[], imports: Imports): Code {
  return printInterface({
    name: identifier("Requests"),
    docs: docComment({ paragraphs: [docText`What handlers receive, by operation name.`] }),
    members: operations.map(({ operation, module }) => ({
      name: propertyKey(operation.qualifiedName),
      type: code`${runtimeType(imports, "TestRequest")}<${pathType(operation, module, imports)}, ${bodyType(operation, module, imports)}>`,
    })),
  });
}

/** `{ petId: PetsGetParams["petId"] }` */
function pathType({ paramsName = "", parameters }: OperationPlan, module: string, imports: Imports): Code {
  const members = parameters
    .filter(({ parameter }) => parameter.in === "path")
    .map(({ parameter, key }) => code`${propertyKey(parameter.name)}: ${imports.type(module, paramsName)}[${literal(key)}]`);
  return members.length === 0 ? code`unknown` : code`{ ${join(members, "; ")} }`;
}

/** What bodies are parsed to, by how they are sent; JSON has the type of the description. */
const parsedTypes: Readonly<Partial<Record<BodyKind, Code>>> = {
  form: code`FormData`,
  multipart: code`FormData`,
  text: code`string`,
};

/** Where callers choose a media type, and for bytes, the body may be of several types. */
function bodyType(operation: OperationPlan, module: string, imports: Imports): Code {
  const { body, otherBodies, paramsName } = operation;
  if (body === undefined) return code`undefined`;
  const parsed = parsedTypes[body.kind];
  if (otherBodies.length > 0 || paramsName === undefined || (body.kind !== "json" && parsed === undefined)) return code`unknown`;
  const type = parsed ?? jsonType(operation, imports.type(module, paramsName));
  return body.required ? type : code`${type} | undefined`;
}

/** The properties of `params` that are the body. */
function jsonType({ body, parameters }: OperationPlan, params: Code): Code {
  if (body?.shape === "whole") return code`${params}[${literal(body.key)}]`;
  const keys = parameters.map(({ key }) => literal(key));
  return keys.length === 0 ? params : code`Omit<${params}, ${join(keys, " | ")}>`;
}
