import type { NamedOperation } from "./named-operations.js";
import { namedDescription } from "./named-operations.js";
import { contradicts, kindOfName } from "../../generator/plan/names/verb-kinds.js";

/** An operation of a published SDK and the name that people gave it. */
export interface ChosenName {
  readonly verb: string;
  readonly path: string;
  /** `chat.completions.retrieve`. */
  readonly name: string;
  /** The response is a page of a list. */
  readonly list: boolean;
  /** The response has no body. */
  readonly nothing: boolean;
}

export interface Agreement {
  readonly operations: number;
  /** Names with the same method. */
  readonly method: number;
  /** Names with the same method and the same resource. */
  readonly whole: number;
  /** Names that say one kind of operation for another. */
  readonly misleading: readonly string[];
}

/** Compares the names that verb and path alone give with those that people chose. */
export function agreement(chosen: readonly ChosenName[]): Agreement {
  const named = namedDescription({ name: "chosen.json", text: JSON.stringify(descriptionOf(chosen)) });
  const ours = new Map(named?.operations.map((one) => [`${one.method} ${one.path}`, one]));
  const pairs = chosen.flatMap((theirs) => {
    const our = ours.get(lineOf(theirs));
    return our === undefined ? [] : [{ theirs, our }];
  });
  const sameMethod = pairs.filter(({ theirs, our }) => methodOf(theirs) === synonym(our.name));
  return {
    operations: chosen.length,
    method: sameMethod.length,
    whole: sameMethod.filter(({ theirs, our }) => resourceOf(theirs) === our.resource.join(".")).length,
    misleading: pairs.filter(isMisleading).map(({ theirs, our }) => `${lineOf(theirs)}: ${fullName(our)} for ${theirs.name}`),
  };
}

function isMisleading({ theirs, our }: { readonly theirs: ChosenName; readonly our: NamedOperation }): boolean {
  return contradicts(kindOfName(our.name), kindOfName(methodOf(theirs)));
}

/** Words for the same: `retrieve` is our `get`, and `update` means PUT and PATCH. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ["retrieve", "get"],
  ["replace", "update"],
  ["del", "delete"],
]);

function synonym(name: string): string {
  return synonyms.get(name) ?? name;
}

function methodOf({ name }: ChosenName): string {
  return synonym(name.split(".").at(-1) ?? "");
}

function resourceOf({ name }: ChosenName): string {
  return name.split(".").slice(0, -1).join(".");
}

function lineOf({ verb, path }: ChosenName): string {
  return `${verb.toUpperCase()} ${path}`;
}

export function fullName({ resource, name }: NamedOperation): string {
  return [...resource, name].join(".");
}

/** A description of the operations without operationIds, tags and summaries. */
function descriptionOf(chosen: readonly ChosenName[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { verb, path, list, nothing } of chosen) {
    const parameters = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
    paths[path] = { ...paths[path], [verb]: { parameters, responses: responsesOf(list, nothing) } };
  }
  return { openapi: "3.1.0", info: { title: "Chosen", version: "1" }, paths };
}

function responsesOf(list: boolean, nothing: boolean): object {
  if (nothing) return { "204": { description: "Nothing." } };
  const schema = list
    ? { type: "object", properties: { data: { type: "array", items: { type: "object" } }, has_more: { type: "boolean" } } }
    : { type: "object", properties: { id: { type: "string" } } };
  return { "200": { description: "Done.", content: { "application/json": { schema } } } };
}
