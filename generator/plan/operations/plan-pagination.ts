import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import type { FieldPath, PageStyle, PageWindow } from "../../model/types/extensions.js";
import type { Schema } from "../../model/types/schema.js";
import { isSuccess } from "../content/successful-responses.js";
import { preferredContent } from "../content/media-types.js";
import type { BodyPlan } from "../types/body-plan.js";
import type { PropertyAccess, PageWay, PagesPlan, PageWindowPlan } from "../types/pages-plan.js";
import type { ParameterPlan } from "../types/parameter-plan.js";
import { isNullable, propertiesOf, withoutNull } from "../content/schema-shapes.js";

/** How the pages of an operation hang together; undefined where it has none. */
export function planPages(
  operation: Operation,
  parameters: readonly ParameterPlan[],
  body: BodyPlan | undefined,
  api: Api,
): PagesPlan | undefined {
  const { pages } = operation;
  if (pages === undefined) return undefined;
  const roots = operation.responses.filter(isSuccess).flatMap(({ contents }) => preferredContent(contents)?.schema ?? []);
  const stepsTo = (path: FieldPath) => walk(roots, path, api).steps;
  const items = walk(roots, pages.items, api);
  const [list] = items.ends.map((schema) => withoutNull(schema, api));
  const input = (name: string) => inputOf(name, parameters, body);
  const way = wayOf(pages, input, stepsTo);
  const item = list?.kind === "array" ? list.items : anything(operation);
  return {
    way,
    items: items.steps,
    ...(pages.more && { more: stepsTo(pages.more) }),
    ...(pages.total && { total: stepsTo(pages.total) }),
    itemSchema: item,
    ...(pages.window &&
      "key" in way && {
        window: planWindow(pages.window, pages.size, way.key, input, walk([item], pages.window.key, api).steps),
      }),
  };
}

/** Parameters go by their keys in `params`. A window is told in the terms of `params` as a whole, so none of its inputs may stand deeper. */
function planWindow(
  { maximum, order, filter }: PageWindow,
  size: string | undefined,
  position: string,
  input: (name: string) => PageInput,
  key: readonly PropertyAccess[],
): PageWindowPlan {
  const keyOf = (name: string) => input(name).key;
  const facts = {
    maximum,
    position,
    ...(size !== undefined && { size: keyOf(size) }),
    order: { ...order, field: keyOf(order.field) },
    filter: { ...filter, field: keyOf(filter.field) },
  };
  return { key, facts };
}

/** Where a parameter, or a field of the body, stands in `params`. */
function inputOf(name: string, parameters: readonly ParameterPlan[], body: BodyPlan | undefined): PageInput {
  const parameter = parameters.find((plan) => plan.parameter.name === name);
  if (parameter === undefined && body?.shape === "whole") return { key: name, within: body.key };
  return { key: parameter?.key ?? name };
}

interface PageInput {
  readonly key: string;
  readonly within?: string;
}

function wayOf(
  pages: PageStyle & { readonly total?: FieldPath },
  input: (name: string) => PageInput,
  steps: (path: FieldPath) => readonly PropertyAccess[],
): PageWay {
  switch (pages.style) {
    case "cursor":
      return { style: "cursor", ...input(pages.cursor), next: steps(pages.next) };
    case "offset":
      return { style: "offset", ...input(pages.offset), first: pages.first, ...(pages.total && { last: steps(pages.total) }) };
    case "page":
      return { style: "page", ...input(pages.page), first: pages.first, ...(pages.pages && { last: steps(pages.pages) }) };
    case "link":
      return { style: "link", next: steps(pages.next) };
    case "link-header":
      return { style: "link-header" };
  }
}

interface Walk {
  readonly steps: readonly PropertyAccess[];
  readonly ends: readonly Schema[];
}

/** Goes from property to property. A step is optional where some answer may lack what the step before led to, or give null for it. */
function walk(roots: readonly Schema[], path: FieldPath, api: Api): Walk {
  let found: Found = { schemas: roots, optional: roots.some((schema) => isNullable(schema, api)) };
  const steps = path.map((property): PropertyAccess => {
    const { optional } = found;
    found = follow(found.schemas, property, api);
    return { property, optional };
  });
  return { steps, ends: found.schemas };
}

interface Found {
  readonly schemas: readonly Schema[];
  readonly optional: boolean;
}

function follow(schemas: readonly Schema[], name: string, api: Api): Found {
  const properties = schemas.map((schema) =>
    propertiesOf(withoutNull(schema, api), api)?.find((property) => property.name === name),
  );
  const present = properties.flatMap((property) => property ?? []);
  const optional =
    present.length < schemas.length || present.some(({ required, schema }) => !required || isNullable(schema, api));
  return { schemas: present.map(({ schema }) => schema), optional };
}

function anything({ place }: Operation): Schema {
  return { kind: "any", docs: {}, place };
}
