import type { FieldPath } from "../../model/types/extensions.js";
import type { Operation } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import type { SchemaLookup } from "../../model/traversal/dereference.js";
import { successResponseSchemas } from "../../model/traversal/operation-schemas.js";
import {
  expandCompositions,
  inputSchemas,
  itemSchemas,
  propertyNames,
  schemasAt,
} from "../../model/traversal/schemas-at-path.js";
import { wordsOf } from "../../plan/names/words.js";

/** The fields of `x-specloom-pages` that an operation seems to need. */
export type SuggestedFields = Readonly<Record<string, string | number>>;

/** The key that items usually have. */
const usualKey = "id";

interface PageStyle {
  /** The query parameter that selects the page; undefined where the response alone has the link. */
  readonly parameter?: RegExp;
  readonly suggest: (name: string, has: Finder) => SuggestedFields | undefined;
}

/** What a row asks about an operation. */
interface Finder {
  readonly isNumber: (parameter: string) => boolean;
  /** The first of these paths at which the response has a string. */
  readonly text: (paths: readonly string[]) => string | undefined;
  /** The path to the string of the response that is the next value of a parameter. */
  readonly next: (parameter: string) => string | undefined;
  /** The path to the boolean of the response that says whether there are more pages. */
  readonly more: () => string | undefined;
  /** Whether each item has an id. */
  readonly hasIds: boolean;
}

const cursors = `next_cursor nextCursor next_page_token nextPageToken next_token nextToken continuation_token continuationToken
  paging.next.after paging.cursors.after meta.next_cursor meta.nextCursor pagination.next_cursor pagination.nextCursor`.split(
  /\s+/,
);
const links = [
  "next",
  "links.next",
  "_links.next",
  "_links.next.href",
  "links.next.href",
  "paging.next",
  "pagination.next",
  "meta.next",
];

/** The styles in the order in which they are tried. The names are those that many APIs use; the overlay is for a person to read. */
const styles: readonly PageStyle[] = [
  {
    parameter: /^(?:cursor|after|marker|starting_?after|(?:page|next|continuation)_?token|next_?cursor)$/i,
    suggest: suggestCursor,
  },
  {
    parameter: /^(?:cursor|after|starting_?after|start_?after|after_?id)$/i,
    suggest: suggestLastItem,
  },
  {
    parameter: /^(?:offset|page|start|position|bookmark|continuation|scroll_?id)$/i,
    suggest: (cursor, has) => (has.isNumber(cursor) ? undefined : suggestCursor(cursor, has)),
  },
  {
    parameter: /^(?:page|page_?(?:number|num|no))$/i,
    suggest: (page, { isNumber }) => (isNumber(page) ? { style: "page", page } : undefined),
  },
  {
    parameter: /^(?:offset|skip|start|start_?(?:index|at))$/i,
    suggest: (offset, { isNumber }) => (isNumber(offset) ? { style: "offset", offset } : undefined),
  },
  {
    suggest: (_, { text }) => {
      const next = text(links);
      return next === undefined ? undefined : { style: "link", next };
    },
  },
];

function suggestCursor(cursor: string, { next: nextOf }: Finder): SuggestedFields | undefined {
  const next = nextOf(cursor);
  return next === undefined ? undefined : { style: "cursor", cursor, next };
}

/** The service takes the id of the last item, if it says itself whether there are more, or if the parameter says so. */
function suggestLastItem(cursor: string, { more: moreIn, hasIds }: Finder): SuggestedFields | undefined {
  const more = moreIn();
  const isSaid = more !== undefined || /^start/i.test(cursor);
  return hasIds && isSaid ? { style: "last-item", cursor, key: usualKey, ...(more !== undefined && { more }) } : undefined;
}

/** Names of lists, the most usual first, for responses with several. */
const listNames = ["items", "data", "results", "values", "records", "entries", "content"];

/** How an operation without `x-specloom-pages` seems to be paginated; undefined if it does not seem so. */
export function suggestPages(operation: Operation, lookup: SchemaLookup): SuggestedFields | undefined {
  if (operation.method !== "GET" || operation.pages !== undefined) return undefined;
  const responses = successResponseSchemas(operation);
  const items = listPath(responses, lookup);
  if (items === undefined) return undefined;
  const has = finder(operation, responses, items, lookup);
  const names = operation.parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
  for (const { parameter, suggest } of styles) {
    const name = parameter === undefined ? "" : names.find((one) => parameter.test(one));
    const fields = name === undefined ? undefined : suggest(name, has);
    if (fields !== undefined) return items.length === 0 ? fields : { ...fields, items: items.join(".") };
  }
  return undefined;
}

const mores = "has_more hasMore more has_next hasNext pagination.has_more pagination.hasMore meta.has_more meta.hasMore".split(
  " ",
);

function finder(operation: Operation, responses: readonly Schema[], items: FieldPath, lookup: SchemaLookup): Finder {
  const ids = schemasAt(itemSchemas(schemasAt(responses, items, lookup), lookup), [usualKey], lookup);
  const all = (schemas: readonly Schema[], kind: Schema["kind"]): boolean => {
    const found = expandCompositions(schemas, lookup).filter((schema) => schema.kind !== "null");
    return found.length > 0 && found.every((schema) => schema.kind === kind);
  };
  const find = (paths: readonly string[], kind: Schema["kind"]) =>
    paths.find((path) => all(schemasAt(responses, path.split("."), lookup), kind));
  const text = (paths: readonly string[]) => find(paths, "string");
  return {
    isNumber: (parameter) => all(inputSchemas(operation, parameter, lookup), "number"),
    text,
    next: (parameter) => text(cursors) ?? text(pathsOf(responses, lookup).filter((path) => leadsOn(path, parameter))),
    more: () => find(mores, "boolean"),
    hasIds: all(ids, "string") || all(ids, "number"),
  };
}

/** The paths of at most three names in an object, those of fewer names first. */
function pathsOf(schemas: readonly Schema[], lookup: SchemaLookup, depth = 3): readonly string[] {
  const names = propertyNames(schemas, lookup).filter((name) => !name.includes("."));
  if (depth === 1) return names;
  const below = (name: string) => pathsOf(schemasAt(schemas, [name], lookup), lookup, depth - 1);
  return [...names, ...names.flatMap((name) => below(name).map((path) => `${name}.${path}`))];
}

/** `next_page.offset` for the parameter `offset`, `pageInfo.endCursor` for `after`. */
function leadsOn(path: string, parameter: string): boolean {
  const words = wordsOf(path).map((word) => word.toLowerCase());
  const wanted = ["cursor", "token", wordsOf(parameter).at(-1)?.toLowerCase() ?? ""];
  return words.some((word) => word === "next" || word === "end") && words.some((word) => wanted.includes(word));
}

/** The path of the only list in a response, or of the one with the most usual name; empty if the response is a list. */
export function listPath(schemas: readonly Schema[], lookup: SchemaLookup): FieldPath | undefined {
  const found = expandCompositions(schemas, lookup);
  if (found.length > 0 && found.every(({ kind }) => kind === "array")) return [];
  const names = found
    .flatMap((schema) => (schema.kind === "object" ? schema.properties : []))
    .filter(
      ({ name, schema }) => !name.includes(".") && expandCompositions([schema], lookup).some(({ kind }) => kind === "array"),
    )
    .map(({ name }) => name);
  const unique = [...new Set(names)];
  const name = listNames.find((usual) => unique.includes(usual)) ?? (unique.length === 1 ? unique[0] : undefined);
  return name === undefined ? undefined : [name];
}
