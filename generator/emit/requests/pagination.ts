import type { PageInput, PagesPlan, PropertyAccess } from "../../plan/types/pages-plan.js";
import { code, type Code, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { propertyAccess, literal } from "../text/literals.js";
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
  const { items, more, total, window } = pages;
  const { parameters, result } = nextPageCode(pages, imports);
  const guarded = more === undefined ? result : code`${pageProperty(more)} === false ? undefined : ${result}`;
  return [
    code`items: (page) => ${pageProperty(items)},`,
    code`next: (${parameters}) => ${guarded},`,
    ...(total === undefined ? [] : [code`total: (page) => ${pageProperty(total)},`]),
    ...(window === undefined ? [] : [code`key: (item) => ${accessPath(code`item`, window.key)},`]),
  ];
}

/** The function that finds the next page: its parameters and its result. */
interface NextPageCode {
  readonly parameters: Code;
  readonly result: Code;
}

function nextPageCode({ pagination, total }: PagesPlan, imports: Imports): NextPageCode {
  const runtime = (name: RuntimeSymbol): Code => runtimeValue(imports, name);
  switch (pagination.style) {
    case "cursor": {
      const { key } = pagination.input;
      const cursor = (params: Code) =>
        code`${runtime("nextCursor")}(${params}, ${literal(key)}, ${pageProperty(pagination.next)})`;
      return { parameters: code`page, params`, result: withinParameter(pagination.input, cursor, imports) };
    }
    case "offset":
    case "page": {
      const next = runtime(pagination.style === "offset" ? "nextOffset" : "nextPage");
      // An offset has reached the end at the number of items, a page number at the number of pages.
      const last = pagination.style === "offset" ? total : pagination.pages;
      const end = last === undefined ? code`` : code`, total: ${pageProperty(last)}`;
      const range = code`{ first: ${literal(pagination.first)}${end} }`;
      const nextNumber = (params: Code) => code`${next}(${params}, ${literal(pagination.input.key)}, count, ${range})`;
      return { parameters: code`page, params, { count }`, result: withinParameter(pagination.input, nextNumber, imports) };
    }
    case "link":
      return { parameters: code`page, request`, result: code`${runtime("nextLink")}(request, ${pageProperty(pagination.next)})` };
    case "link-header": {
      const link = code`${runtime("linkIn")}(headers, "next")`;
      return { parameters: code`page, request, { headers }`, result: code`${runtime("nextLink")}(request, ${link})` };
    }
  }
}

/** Wraps the change of a parameter that is inside the body, such as `params.paging.after`. */
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
