import type { PathTemplate } from "../types/operation.js";
import { parsePathQuery } from "./path-query.js";

export interface PathFault {
  /** What is wrong, as the end of a sentence that starts with the path. */
  readonly fault: string;
  readonly help: string;
}

interface FaultRule extends PathFault {
  readonly matches: (text: string, names: readonly string[]) => boolean;
}

/** What makes a path unusable; the first row that matches is told. Aligned, so that the faults can be read. */
// prettier-ignore
const faultRules: readonly FaultRule[] = [
  { matches: (text) => !text.startsWith("/"),                         fault: "does not start with a slash",                      help: "Write it as it follows the server's URL." },
  { matches: (text) => /[\s\p{Cc}\\]/u.test(withoutParameters(text)), fault: "contains a character that no URL may contain",     help: "Percent-encode it." },
  { matches: (text) => /[{}]/.test(withoutParameters(text)),          fault: "has a brace without its partner",                  help: "Write each parameter as `{name}`." },
  { matches: (_, names) => names.includes(""),                        fault: "has a parameter without a name",                   help: "Write each parameter as `{name}`." },
  { matches: (text) => /\/\.\.?(?:\/|$)/.test(text),                  fault: "has a segment of dots, which a URL resolves away", help: "Write the path as it is without it." },
];

/** Takes a path such as `/a/{b}` apart into literal texts and parameters; a query behind it is taken apart on its own, a fragment dropped. */
export function parsePathTemplate(text: string): PathTemplate | PathFault {
  const [, path = text, query] = /^((?:\{[^{}]*\}|[^?#])*)(?:\?([^#]*))?/.exec(text) ?? [];
  const names = [...path.matchAll(parameter)].map(([, name = ""]) => name);
  const found = faultRules.find(({ matches }) => matches(path, names));
  if (found) return { fault: found.fault, help: found.help };
  const items = query === undefined ? [] : parsePathQuery(query);
  if (items === undefined)
    return { fault: "contains a query that cannot be read", help: "Declare what follows `?` under `parameters`." };
  return { text, segments: split(path), ...(items.length > 0 && { query: items }) };
}

const parameter = /\{([^{}]*)\}/g;

function withoutParameters(text: string): string {
  return text.replace(parameter, "");
}

/** Splitting by a pattern with a group gives literals at even places and names at odd ones. */
function split(text: string): PathTemplate["segments"] {
  const parts = text.split(parameter).map((part, index) => (index % 2 === 0 ? part : { parameter: part }));
  return parts.filter((part) => part !== "");
}
