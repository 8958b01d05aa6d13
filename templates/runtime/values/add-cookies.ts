import { setHeader } from "./headers.js";

/** Sends cookies beside those that the caller has set, which give way where a name is the same. */
export function addCookies(headers: Headers, pairs: readonly string[]): void {
  if (pairs.length === 0) return;
  const names = new Set(pairs.map(nameOf));
  const others = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const kept = others.filter((pair) => pair !== "" && !names.has(nameOf(pair)));
  // RFC 6265, section 4.2.1: what divides pairs. Section 5.4 allows one header only.
  setHeader(headers, "cookie", [...kept, ...pairs].join("; "));
}

function nameOf(pair: string): string {
  return pair.replace(/=.*/s, "");
}
