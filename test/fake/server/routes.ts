import { createAssociation, deleteAssociation, listAssociations } from "../handlers/associations.js";
import { batchRead } from "../handlers/batch-read.js";
import { batchUpdate } from "../handlers/batch-update.js";
import type { Handler } from "../handlers/handler.js";
import { get, list, patch } from "../handlers/records.js";
import { search } from "../handlers/search.js";

export type Scope = "crm.objects.partner-clients.read" | "crm.objects.partner-clients.write";

export const allScopes: readonly Scope[] = ["crm.objects.partner-clients.read", "crm.objects.partner-clients.write"];

interface Route {
  readonly method: string;
  /** Relative to the prefix; a segment in braces is a parameter. */
  readonly path: string;
  readonly scope: Scope;
  readonly handle: Handler;
  /** The dated versions have no such operation. */
  readonly onlyV3?: boolean;
  /** Search has rate limits of its own, and its responses have no headers for them. */
  readonly unmetered?: boolean;
}

const read = "crm.objects.partner-clients.read";
const write = "crm.objects.partner-clients.write";
const association = "/{partnerClientId}/associations/{toObjectType}/{toObjectId}/{associationType}";

// The first row that matches is taken, so literal segments come before parameters.
// prettier-ignore
const routes: readonly Route[] = [
  { method: "GET",    path: "",                                               scope: read,  handle: list },
  { method: "POST",   path: "/batch/read",                                    scope: read,  handle: batchRead },
  { method: "POST",   path: "/batch/update",                                  scope: write, handle: batchUpdate },
  { method: "POST",   path: "/search",                                        scope: read,  handle: search, unmetered: true },
  { method: "GET",    path: "/{partnerClientId}",                             scope: read,  handle: get },
  { method: "PATCH",  path: "/{partnerClientId}",                             scope: write, handle: patch },
  { method: "GET",    path: "/{partnerClientId}/associations/{toObjectType}", scope: read,  handle: listAssociations },
  { method: "PUT",    path: association,                                      scope: write, handle: createAssociation, onlyV3: true },
  { method: "DELETE", path: association,                                      scope: write, handle: deleteAssociation, onlyV3: true },
];

/** Version 3, and the dated versions of the same operations. */
const pathPattern = /^(?<prefix>\/crm\/(?:v3\/objects|objects\/\d{4}-\d{2}(?:-beta)?))\/partner_clients(?<rest>\/.*)?$/;

export function isV3(prefix: string): boolean {
  return prefix === "/crm/v3/objects";
}

export interface Match {
  readonly route: Route;
  readonly prefix: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** The row that matches, or else whether the method or the path is unknown. */
export function matchRoute(method: string, path: string): Match | "no such method" | "no such path" {
  const { prefix = "", rest = "" } = pathPattern.exec(path)?.groups ?? {};
  if (prefix === "") return "no such path";
  let known = false;
  for (const route of routes) {
    const parameters = route.onlyV3 && !isV3(prefix) ? undefined : matchPath(route.path, rest);
    if (parameters && route.method === method) return { route, prefix, parameters };
    known ||= parameters !== undefined;
  }
  return known ? "no such method" : "no such path";
}

function matchPath(template: string, path: string): ReadonlyMap<string, string> | undefined {
  const [wanted, given] = [template.split("/"), path.split("/")];
  if (wanted.length !== given.length) return undefined;
  const parameters = new Map<string, string>();
  for (const [index, segment] of wanted.entries()) {
    const text = given[index] ?? "";
    const parameter = /^\{(.+)\}$/.exec(segment)?.[1];
    if (parameter === undefined ? segment !== text : text === "") return undefined;
    if (parameter !== undefined) parameters.set(parameter, decoded(text));
  }
  return parameters;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
