import type { PropertyAccess, PageWay, PagesPlan } from "../../plan/types/pages-plan.js";
import { code, type Code, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { access, lit } from "../text/literals.js";
import type { RequestText } from "./request-object.js";
import { type RuntimeSymbol, runtimeValue } from "../text/runtime-symbols.js";

/** The body of a function whose answer is one page of many. */
export function pagesStatements(pages: PagesPlan, { prelude, request: sent }: RequestText, imports: Imports): readonly Code[] {
  const rules = code`{\n${join(pageRules(pages, imports), "\n")}\n}`;
  const paginate = runtimeValue(imports, pages.window === undefined ? "paginate" : "paginateWindows");
  // What differs from page to page is what the loop hands on: the request, where a link leads on, else the parameters.
  if (pages.way.style === "link" || pages.way.style === "link-header") {
    return [...prelude, code`return ${paginate}(${sent}, (request) => client.send(request, options), ${rules});`];
  }
  const send = code`client.send(${sent}, options)`;
  const request = prelude.length === 0 ? send : code`{ ${join(prelude, "\n")}\nreturn ${send}; }`;
  const window = pages.window === undefined ? code`` : code`, ${lit(pages.window.facts)}`;
  return [code`return ${paginate}(params, (params) => ${request}, ${rules}${window});`];
}

function pageRules({ way, items, more, total, window }: PagesPlan, imports: Imports): readonly Code[] {
  const { takes, next } = onward(way, imports);
  const guarded = more === undefined ? next : code`${onPage(more)} === false ? undefined : ${next}`;
  return [
    code`items: (page) => ${onPage(items)},`,
    code`next: (${takes}) => ${guarded},`,
    ...(total === undefined ? [] : [code`total: (page) => ${onPage(total)},`]),
    ...(window === undefined ? [] : [code`key: (item) => ${along(code`item`, window.key)},`]),
  ];
}

/** What leads to the next page, and what it is made of. */
interface Onward {
  readonly takes: Code;
  readonly next: Code;
}

function onward(way: PageWay, imports: Imports): Onward {
  const runtime = (name: RuntimeSymbol): Code => runtimeValue(imports, name);
  switch (way.style) {
    case "cursor": {
      const cursor = (params: Code) => code`${runtime("nextCursor")}(${params}, ${lit(way.key)}, ${onPage(way.next)})`;
      return { takes: code`page, params`, next: inPart(way.within, cursor, imports) };
    }
    case "offset":
    case "page": {
      const next = runtime(way.style === "offset" ? "nextOffset" : "nextPage");
      const total = way.last === undefined ? code`` : code`, total: ${onPage(way.last)}`;
      const counting = code`{ first: ${lit(way.first)}${total} }`;
      const counted = (params: Code) => code`${next}(${params}, ${lit(way.key)}, count, ${counting})`;
      return { takes: code`page, params, { count }`, next: inPart(way.within, counted, imports) };
    }
    case "link":
      return { takes: code`page, request`, next: code`${runtime("nextLink")}(request, ${onPage(way.next)})` };
    case "link-header": {
      const link = code`${runtime("linkIn")}(headers, "next")`;
      return { takes: code`page, request, { headers }`, next: code`${runtime("nextLink")}(request, ${link})` };
    }
  }
}

/** The parameters that change may be a part of `params`. */
function inPart(within: string | undefined, next: (params: Code) => Code, imports: Imports): Code {
  if (within === undefined) return next(code`params`);
  return code`${runtimeValue(imports, "nextIn")}(params, ${lit(within)}, ${next(code`params${access(within)}`)})`;
}

function onPage(steps: readonly PropertyAccess[]): Code {
  return along(code`page`, steps);
}

function along(start: Code, steps: readonly PropertyAccess[]): Code {
  const path = steps.map(({ property, optional }) => access(property, optional));
  return code`${start}${join(path, "")}`;
}
