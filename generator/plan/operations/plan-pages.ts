import type { FieldPath, PageWindow, PaginationStyle } from "../../model/types/extensions.js";
import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import { preferredContent } from "../content/media-types.js";
import { isNullable, propertiesOf, withoutNull } from "../content/schema-shapes.js";
import { isSuccess } from "../../model/traversal/operation-schemas.js";
import type { BodyPlan } from "../types/body-plan.js";
import type { PageInput, PagesPlan, PageWindowPlan, PropertyAccess } from "../types/pages-plan.js";
import type { ParameterPlan } from "../types/parameter-plan.js";

/** How the pages of an operation follow each other; undefined where its results are not paginated. */
export function planPages(
  operation: Operation,
  parameters: readonly ParameterPlan[],
  body: BodyPlan | undefined,
  api: Api,
): PagesPlan | undefined {
  const { pages } = operation;
  if (pages === undefined) return undefined;
  const roots = operation.responses.filter(isSuccess).flatMap(({ contents }) => preferredContent(contents)?.schema ?? []);
  const access = (path: FieldPath) => accessPath(roots, path, api).accesses;
  const items = accessPath(roots, pages.items, api);
  const [list] = items.schemas.map((schema) => withoutNull(schema, api));
  const input = (name: string) => findInput(name, parameters, body);
  const itemSchema = list?.kind === "array" ? list.items : anySchema(operation);
  const accessInItem = (path: FieldPath) => accessPath([itemSchema], path, api).accesses;
  const pagination = planStyle(pages, input, access, accessInItem);
  return {
    pagination,
    items: items.accesses,
    ...(pages.more && { more: access(pages.more) }),
    ...(pages.total && { total: access(pages.total) }),
    itemSchema,
    ...(pages.window &&
      "input" in pagination && {
        window: planWindow(pages.window, pages.size, pagination.input.key, input, accessInItem(pages.window.key)),
      }),
  };
}

/** The runtime reads and sets all inputs of a window on `params` itself, so they have keys only. */
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

/** Where a parameter, or a property of the body, is in `params`. */
function findInput(name: string, parameters: readonly ParameterPlan[], body: BodyPlan | undefined): PageInput {
  const parameter = parameters.find((plan) => plan.parameter.name === name);
  if (parameter === undefined && body?.shape === "whole") return { key: name, within: body.key };
  return { key: parameter?.key ?? name };
}

function planStyle(
  pages: PaginationStyle,
  input: (name: string) => PageInput,
  access: (path: FieldPath) => readonly PropertyAccess[],
  accessInItem: (path: FieldPath) => readonly PropertyAccess[],
): PagesPlan["pagination"] {
  switch (pages.style) {
    case "cursor":
      return { style: "cursor", input: input(pages.input), next: access(pages.next) };
    case "last-item":
      return { style: "last-item", input: input(pages.input), key: accessInItem(pages.key) };
    case "offset":
      return { style: "offset", input: input(pages.input), first: pages.first };
    case "page":
      return { style: "page", input: input(pages.input), first: pages.first, ...(pages.pages && { pages: access(pages.pages) }) };
    case "link":
      return { style: "link", next: access(pages.next) };
    case "link-header":
      return { style: "link-header" };
  }
}

interface AccessedPath {
  readonly accesses: readonly PropertyAccess[];
  /** The schemas at the end of the path. */
  readonly schemas: readonly Schema[];
}

/** Follows a path of property names. An access is optional where some response may lack the object before it, or give null for it. */
function accessPath(roots: readonly Schema[], path: FieldPath, api: Api): AccessedPath {
  let found: PropertySchemas = { schemas: roots, optional: roots.some((schema) => isNullable(schema, api)) };
  const accesses = path.map((property): PropertyAccess => {
    const { optional } = found;
    found = propertySchemas(found.schemas, property, api);
    return { property, optional };
  });
  return { accesses, schemas: found.schemas };
}

interface PropertySchemas {
  readonly schemas: readonly Schema[];
  readonly optional: boolean;
}

function propertySchemas(schemas: readonly Schema[], name: string, api: Api): PropertySchemas {
  const properties = schemas.map((schema) =>
    propertiesOf(withoutNull(schema, api), api)?.find((property) => property.name === name),
  );
  const present = properties.flatMap((property) => property ?? []);
  const optional =
    present.length < schemas.length || present.some(({ required, schema }) => !required || isNullable(schema, api));
  return { schemas: present.map(({ schema }) => schema), optional };
}

function anySchema({ place }: Operation): Schema {
  return { kind: "any", docs: {}, place };
}
