import type { PageInput, PagesPlan, PropertyAccess } from "../../plan/types/pages-plan.js";
import { code, type Code, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { propertyAccess, literal } from "../text/literals.js";
import { ownAccess, ownObject } from "../text/own-properties.js";
import type { RequestCode } from "./request-object.js";
import { type RuntimeSymbol, runtimeValue } from "../text/runtime-symbols.js";

/** The body of a function that returns pages. */
export function pagesStatements(
  pages: PagesPlan,
  { prelude, request: firstRequest }: RequestCode,
  imports: Imports,
): readonly Code[] {
  const pageFunctions = code`{\n${join(pageFunctionsCode(pages, imports), "\n")}\n}`;
  const paginate = runtimeValue(imports, pages.window === undefined ? "paginate" : "paginateWindows");
  // The loop passes on what changes from page to page: the request if pages are linked, otherwise the parameters.
  if (pages.pagination.style === "link" || pages.pagination.style === "link-header") {
    return [...prelude, code`return ${paginate}(${firstRequest}, (request) => client.send(request, options), ${pageFunctions});`];
  }
  const send = code`client.send(${firstRequest}, options)`;
  const sendPage = prelude.length === 0 ? send : code`{ ${join(prelude, "\n")}\nreturn ${send}; }`;
  const window = pages.window === undefined ? code`` : code`, ${literal(pages.window.facts)}`;
  return [code`return ${paginate}(params, (params) => ${sendPage}, ${pageFunctions}${window});`];
}

function pageFunctionsCode(pages: PagesPlan, imports: Imports): readonly Code[] {
  const { items, more, total, window, pagination } = pages;
  const { parameters, result, readsPage = true } = nextPageCode(pages, imports);
  const isGuarded = more !== undefined && pagination.style !== "last-item";
  const guarded = isGuarded ? code`${pageProperty(more, imports)} === false ? undefined : ${result}` : result;
  return [
    code`items: (page) => ${pageProperty(items, imports)},`,
    // Applications may refuse parameters that are not used, except those with an underscore.
    code`next: (${isGuarded || readsPage ? code`page` : code`_page`}, ${parameters}) => ${guarded},`,
    ...(total === undefined ? [] : [code`total: (page) => ${pageProperty(total, imports)},`]),
    ...(window === undefined ? [] : [code`key: (item) => ${accessPath(code`item`, window.key, imports)},`]),
  ];
}

/** The function that finds the next page: its parameters after the page, and its result. */
interface NextPageCode {
  readonly parameters: Code;
  readonly result: Code;
  /** Whether the result depends on the body of the page. Default: true. */
  readonly readsPage?: boolean;
}

function nextPageCode({ pagination, items, more, total }: PagesPlan, imports: Imports): NextPageCode {
  const runtime = (name: RuntimeSymbol): Code => runtimeValue(imports, name);
  switch (pagination.style) {
    case "cursor": {
      const { key } = pagination.input;
      const cursor = (params: Code) =>
        code`${runtime("nextCursor")}(${params}, ${literal(key)}, ${pageProperty(pagination.next, imports)})`;
      return { parameters: code`params`, result: withinParameter(pagination.input, cursor, imports) };
    }
    case "last-item": {
      const { input, key } = pagination;
      const keyOf = code`(item) => ${accessPath(code`item`, key, imports)}`;
      const hasMore = more === undefined ? code`` : code`, ${pageProperty(more, imports)}`;
      const next = (params: Code) =>
        code`${runtime("nextAfter")}(${params}, ${literal(input.key)}, ${pageProperty(items, imports)}, ${keyOf}${hasMore})`;
      return { parameters: code`params`, result: withinParameter(input, next, imports) };
    }
    case "offset":
    case "page": {
      const next = runtime(pagination.style === "offset" ? "nextOffset" : "nextPage");
      // An offset has reached the end at the number of items, a page number at the number of pages.
      const last = pagination.style === "offset" ? total : pagination.pages;
      const end = last === undefined ? code`` : code`, total: ${pageProperty(last, imports)}`;
      const range = code`{ first: ${literal(pagination.first)}${end} }`;
      const nextNumber = (params: Code) => code`${next}(${params}, ${literal(pagination.input.key)}, count, ${range})`;
      const result = withinParameter(pagination.input, nextNumber, imports);
      return { parameters: code`params, { count }`, result, readsPage: last !== undefined };
    }
    case "link":
      return {
        parameters: code`request`,
        result: code`${runtime("nextLink")}(request, ${pageProperty(pagination.next, imports)})`,
      };
    case "link-header": {
      const link = code`${runtime("linkIn")}(headers, "next")`;
      const result = code`${runtime("nextLink")}(request, ${link})`;
      return { parameters: code`request, { headers }`, result, readsPage: false };
    }
  }
}

/** Wraps the change of a parameter that is inside the body, such as `params.paging.after`. */
function withinParameter({ within }: PageInput, next: (params: Code) => Code, imports: Imports): Code {
  if (within === undefined) return next(code`params`);
  return code`${runtimeValue(imports, "nextNested")}(params, ${literal(within)}, ${next(ownAccess(code`params`, within, imports))})`;
}

function pageProperty(steps: readonly PropertyAccess[], imports: Imports): Code {
  return accessPath(code`page`, steps, imports);
}

function accessPath(start: Code, steps: readonly PropertyAccess[], imports: Imports): Code {
  return steps.reduce((object, { property, optional }, index) => {
    const own = ownObject(object, [property], imports);
    // A call ends the chain of the steps before it, of which one may have found nothing.
    const mayBeAbsent = optional || (own !== object && steps.slice(0, index).some((step) => step.optional));
    return code`${own}${propertyAccess(property, mayBeAbsent)}`;
  }, start);
}
