import type { PageInput, PagesPlan, PropertyAccess } from "../../plan/types/pages-plan.js";
import { code, type Code, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { propertyAccess, literal } from "../text/literals.js";
import type { RequestCode } from "./request-object.js";
import { type RuntimeSymbol, runtimeValue } from "../text/runtime-symbols.js";

/** The body of a function whose answer is one page of many. */
export function pagesStatements(pages: PagesPlan, { prelude, request: sent }: RequestCode, imports: Imports): readonly Code[] {
  const rules = code`{\n${join(pageOptions(pages, imports), "\n")}\n}`;
  const paginate = runtimeValue(imports, pages.window === undefined ? "paginate" : "paginateWindows");
  // What differs from page to page is what the loop hands on: the request, where a link leads on, else the parameters.
  if (pages.pagination.style === "link" || pages.pagination.style === "link-header") {
    return [...prelude, code`return ${paginate}(${sent}, (request) => client.send(request, options), ${rules});`];
  }
  const send = code`client.send(${sent}, options)`;
  const request = prelude.length === 0 ? send : code`{ ${join(prelude, "\n")}\nreturn ${send}; }`;
  const window = pages.window === undefined ? code`` : code`, ${literal(pages.window.facts)}`;
  return [code`return ${paginate}(params, (params) => ${request}, ${rules}${window});`];
}

function pageOptions(pages: PagesPlan, imports: Imports): readonly Code[] {
  const { items, more, total, window } = pages;
  const { takes, next } = nextPageCode(pages, imports);
  const guarded = more === undefined ? next : code`${pageProperty(more)} === false ? undefined : ${next}`;
  return [
    code`items: (page) => ${pageProperty(items)},`,
    code`next: (${takes}) => ${guarded},`,
    ...(total === undefined ? [] : [code`total: (page) => ${pageProperty(total)},`]),
    ...(window === undefined ? [] : [code`key: (item) => ${accessPath(code`item`, window.key)},`]),
  ];
}

/** What leads to the next page, and what it is made of. */
interface NextPageCode {
  readonly takes: Code;
  readonly next: Code;
}

function nextPageCode({ pagination, total }: PagesPlan, imports: Imports): NextPageCode {
  const runtime = (name: RuntimeSymbol): Code => runtimeValue(imports, name);
  switch (pagination.style) {
    case "cursor": {
      const { key } = pagination.input;
      const cursor = (params: Code) =>
        code`${runtime("nextCursor")}(${params}, ${literal(key)}, ${pageProperty(pagination.next)})`;
      return { takes: code`page, params`, next: withinParameter(pagination.input, cursor, imports) };
    }
    case "offset":
    case "page": {
      const next = runtime(pagination.style === "offset" ? "nextOffset" : "nextPage");
      // An offset has reached the end at the number of items, a page number at the number of pages.
      const last = pagination.style === "offset" ? total : pagination.pages;
      const end = last === undefined ? code`` : code`, total: ${pageProperty(last)}`;
      const range = code`{ first: ${literal(pagination.first)}${end} }`;
      const counted = (params: Code) => code`${next}(${params}, ${literal(pagination.input.key)}, count, ${range})`;
      return { takes: code`page, params, { count }`, next: withinParameter(pagination.input, counted, imports) };
    }
    case "link":
      return { takes: code`page, request`, next: code`${runtime("nextLink")}(request, ${pageProperty(pagination.next)})` };
    case "link-header": {
      const link = code`${runtime("linkIn")}(headers, "next")`;
      return { takes: code`page, request, { headers }`, next: code`${runtime("nextLink")}(request, ${link})` };
    }
  }
}

/** The parameters that change may be a part of `params`. */
function withinParameter({ within }: PageInput, next: (params: Code) => Code, imports: Imports): Code {
  if (within === undefined) return next(code`params`);
  return code`${runtimeValue(imports, "nextNested")}(params, ${literal(within)}, ${next(code`params${propertyAccess(within)}`)})`;
}

function pageProperty(steps: readonly PropertyAccess[]): Code {
  return accessPath(code`page`, steps);
}

function accessPath(start: Code, steps: readonly PropertyAccess[]): Code {
  const path = steps.map(({ property, optional }) => propertyAccess(property, optional));
  return code`${start}${join(path, "")}`;
}
