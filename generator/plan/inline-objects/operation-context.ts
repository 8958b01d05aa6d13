import type { Operation, PathTemplate } from "../../model/types/operation.js";
import { camelCase, identifier, typeName, typePrefix } from "../names/identifiers.js";
import type { OperationName } from "../names/operation-names.js";
import { isVersionSegment, literalTexts, pathSegments } from "../names/path-segments.js";
import { singularName } from "../names/singular-nouns.js";
import { joinedStem } from "../names/words.js";

/** What the names of the objects in an operation are derived from: its own name, and that of its resource. */
export interface OperationContext {
  /** `ServersList` */
  readonly base: string;
  /** `servers.list` */
  readonly method: string;
  /** What the resource is a collection of: `Server`. Absent for an operation of no resource at a path without words. */
  readonly entity?: string;
  /** Its last word, without the resources above: `Action` of `ServerAction`. */
  readonly noun?: string;
  readonly order: string;
  /** Whether a property is named after the entity: `server` and `servers` are. */
  isEntity(property: string): boolean;
}

/** Methods whose response is what the resource contains. Of different objects, the one in the first method gets its name. */
const entityMethods: readonly string[] = ["get", "list", "search", "create", "update", "replace", "upsert"];

export function operationContext({ path, method }: Operation, { resource, name }: OperationName): OperationContext {
  const names = resource.length > 0 ? resource : lastLiteral(path);
  const last = names.at(-1);
  const stem = last === undefined ? undefined : joinedStem([last]);
  const position = entityMethods.indexOf(name);
  return {
    base: identifier(typePrefix([...resource, name])),
    method: name,
    ...(last !== undefined && {
      entity: identifier(typePrefix(names.map(singularName))),
      noun: identifier(typePrefix([singularName(last)])),
    }),
    order: `${position < 0 ? 9 : position} ${path.text} ${method}`,
    isEntity: (property) => stem !== undefined && joinedStem([property]) === stem,
  };
}

/** The name of the only resource of a package, whose operations are methods of the client: `/v1/servers/{id}` gives `servers`. */
function lastLiteral(path: PathTemplate): readonly string[] {
  const literals = literalTexts(pathSegments(path).filter((segment) => !isVersionSegment(segment)));
  return literals.slice(-1).map((text) => camelCase(text, "resource"));
}

/** Whether the response of an operation is what its resource contains, under whatever property. */
export function answersEntity({ method, entity }: OperationContext): boolean {
  return entity !== undefined && entityMethods.includes(method);
}

/** Whether it is a part of the collection, with something about the whole. */
export function answersCollection({ method }: OperationContext): boolean {
  return method === "list" || method === "search";
}

/** The type name of the entity. */
export function entityName({ entity, base }: OperationContext): string {
  return typeName(entity ?? base);
}
