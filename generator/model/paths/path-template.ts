import type { PathTemplate } from "../types/operation.js";
import { parsePathQuery } from "./path-query.js";

export interface PathFault {
  /** The end of a sentence that starts with the path. */
  readonly fault: string;
  readonly help: string;
}

interface FaultRule extends PathFault {
  readonly matches: (text: string, names: readonly string[]) => boolean;
}

/** Errors that make a path unusable; the first match is reported. Aligned to make the rows comparable. */
// prettier-ignore
const faultRules: readonly FaultRule[] = [
  { matches: (text) => /^\/[a-z][a-z0-9+.-]*:\/\//i.test(text),       fault: "is an address",                                     help: "Write it as it follows the server's URL, and the server in `servers`." },
  { matches: (text) => /[\s\p{Cc}\\]/u.test(withoutParameters(text)), fault: "contains a character that is not allowed in a URL", help: "Percent-encode it." },
  { matches: (text) => /[{}]/.test(withoutParameters(text)),          fault: "has an unmatched brace",                            help: "Write each parameter as `{name}`." },
  { matches: (_, names) => names.includes(""),                        fault: "has a parameter without a name",                    help: "Write each parameter as `{name}`." },
  { matches: (text) => /\/\.\.?(?:\/|$)/.test(text),                  fault: "has a `.` or `..` segment, which URLs remove",      help: "Write the path as it is without it." },
];

/**
 * Parses a path such as `/a/{b}` into literals and parameters. A query is parsed separately, a fragment is dropped, and a slash that is missing
 * at the start is added. The empty path is the URL of the server.
 */
export function parsePathTemplate(written: string): PathTemplate | PathFault {
  const text = written === "" || written.startsWith("/") ? written : `/${written}`;
  const [, path = text, query] = /^((?:\{[^{}]*\}|[^?#])*)(?:\?([^#]*))?/.exec(text) ?? [];
  const names = [...path.matchAll(parameter)].map(([, name = ""]) => name);
  const found = faultRules.find(({ matches }) => matches(path, names));
  if (found) return { fault: found.fault, help: found.help };
  const items = query === undefined ? [] : parsePathQuery(query);
  if (items === undefined)
    return { fault: "contains a query that cannot be parsed", help: "Declare what follows `?` under `parameters`." };
  return { text, segments: split(path), ...(items.length > 0 && { query: items }) };
}

const parameter = /\{([^{}]*)\}/g;

function withoutParameters(text: string): string {
  return text.replace(parameter, "");
}

/** Splitting by a pattern with a group returns literals at even indexes and names at odd ones. */
function split(text: string): PathTemplate["segments"] {
  const parts = text.split(parameter).map((part, index) => (index % 2 === 0 ? part : { parameter: part }));
  return parts.filter((part) => part !== "");
}
