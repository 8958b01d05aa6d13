import type { Api, Operation } from "../model/api.js";
import type { FieldPath } from "../model/extensions.js";
import type { Schema } from "../model/schema.js";
import { isSuccess } from "./answers.js";
import { preferred } from "./media-types.js";
import type { AccessStep, PagesPlan, ParameterPlan } from "./package.js";
import { isNullable, propertiesOf, withoutNull } from "./shapes-of-schemas.js";

/** How the pages of an operation hang together; undefined where it has none. */
export function planPages(operation: Operation, parameters: readonly ParameterPlan[], api: Api): PagesPlan | undefined {
  const { pages } = operation;
  if (pages === undefined) return undefined;
  const roots = operation.responses.filter(isSuccess).flatMap(({ contents }) => preferred(contents)?.schema ?? []);
  const next = walk(roots, pages.next, api);
  const items = walk(roots, pages.items, api);
  const [list] = items.ends.map((schema) => withoutNull(schema, api));
  return {
    cursorKey: parameters.find(({ parameter }) => parameter.name === pages.cursor)?.key ?? pages.cursor,
    next: next.steps,
    items: items.steps,
    item: list?.kind === "array" ? list.items : anything(operation),
  };
}

interface Walk {
  readonly steps: readonly AccessStep[];
  readonly ends: readonly Schema[];
}

/** Goes from property to property. A step is optional where some answer may lack what the step before led to, or give null for it. */
function walk(roots: readonly Schema[], path: FieldPath, api: Api): Walk {
  let found: Found = { schemas: roots, optional: roots.some((schema) => isNullable(schema, api)) };
  const steps = path.map((property): AccessStep => {
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
