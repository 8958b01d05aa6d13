import type { Property, Schema } from "../../model/types/schema.js";
import { identifier, pascalCase, typeName } from "../names/identifiers.js";
import { singularName } from "../names/singular-nouns.js";
import { nestedIn, nestedNames, type NameStart, type ObjectNames, type Position, ranks } from "./object-names.js";
import { answersCollection, answersEntity, entityName, type OperationContext } from "./operation-context.js";

/** The names in a successful response: `ServersListResponse`, and `Server` for what is in it. */
export function responseNames(context: OperationContext, status: string, isFirst: boolean, schema: Schema): Position {
  const plain = identifier(`${context.base}Response`);
  const withStatus = identifier(`${plain}${statusWord(status)}`);
  const whole = {
    candidates: isFirst ? ([plain, withStatus] as const) : ([withStatus] as const),
    rank: ranks.response,
    order: context.order,
    ...sharedResponseName(schema),
    always: true,
    members: responseMembers(context),
  };
  return { value: whole, item: answersEntity(context) ? entityNames(context, "Item") : itemNames(context) };
}

/** The items of a stream, or of an array that is no list of entities. */
export function itemNames(context: OperationContext): ObjectNames {
  return { ...nestedNames({ prefixes: [context.base], rank: ranks.response, order: context.order }, "Item"), always: true };
}

/** The names in an error response: `ServerErrorResponse`, or `ServersGetResponse404` if the resource has different ones. */
export function errorNames(context: OperationContext, status: string): Position {
  const { base, order } = context;
  const own = identifier(`${base}Response${statusWord(status)}`);
  const entity = identifier(`${context.entity ?? base}Error`);
  const start = { rank: ranks.error, order } as const;
  const whole: ObjectNames = {
    candidates: [identifier(`${entity}Response`), own],
    ...start,
    shared: "ErrorResponse",
    always: true,
    members: (property) => {
      const isErrorItself = /^error/i.test(property.name);
      const prefix = isErrorItself ? (context.entity ?? base) : entity;
      return nestedIn({ ...start, prefixes: [prefix, own], sharedPrefix: isErrorItself ? "" : "Error" })(property);
    },
  };
  return { value: whole, item: { ...nestedNames({ ...start, prefixes: [entity, own] }, "Item"), always: true } };
}

/** `404` stays, `4XX` and `default` become words. */
function statusWord(status: string): string {
  return /^\d/.test(status) ? status.toUpperCase() : pascalCase(status, "Status");
}

/**
 * Equal responses with one property are named after it: `ActionResponse`. A property that only wraps says nothing: `DataResponse` would be the
 * wish of every resource, so that a new one could take it over.
 */
function sharedResponseName(schema: Schema): { readonly shared?: string } {
  const [only, ...others] = schema.kind === "object" ? schema.properties : [];
  if (only === undefined || others.length > 0 || envelopes.has(only.name.toLowerCase())) return {};
  return { shared: identifier(`${pascalCase(only.name, "Property")}Response`) };
}

/** Properties that only wrap what the resource contains. */
const envelopes: ReadonlySet<string> = new Set(
  "content contents data entries entry item items object objects payload record records response result results rows value values".split(
    " ",
  ),
);

function responseMembers(context: OperationContext): (property: Property) => Position {
  return (property) => {
    const noun = pascalCase(property.name, "Property");
    const wraps = envelopes.has(property.name.toLowerCase()) && answersEntity(context);
    const isEntity = context.isEntity(property.name);
    return {
      value:
        isEntity || (wraps && !isEnvelope(property.schema, context))
          ? entityNames(context, noun)
          : besideEntity(context, noun, wraps),
      item: isEntity || wraps ? entityNames(context, singularName(noun)) : besideEntity(context, singularName(noun), false),
    };
  };
}

/** Whether a wrapped object is not the entity: the response of a list, or one that has the entity as a property again. */
function isEnvelope(schema: Schema, context: OperationContext): boolean {
  if (answersCollection(context)) return true;
  return schema.kind === "object" && schema.properties.some(({ name }) => context.isEntity(name));
}

/** `Server`, or `ServersListServer` if another operation of the resource has a different one. */
function entityNames(context: OperationContext, noun: string): ObjectNames {
  const start: NameStart = {
    prefixes: [context.entity ?? context.base, identifier(context.base + noun)],
    rank: ranks.nested,
    order: context.order,
    sharedPrefix: "",
  };
  return {
    candidates: [entityName(context), typeName(start.prefixes[1] ?? context.base)],
    rank: ranks.entity,
    order: context.order,
    ...(context.noun !== undefined && { shared: typeName(context.noun) }),
    always: true,
    members: nestedIn(start),
  };
}

/** What a response has beside the entity: `ServerMeta`, or `Meta` if other resources have the same. */
function besideEntity(context: OperationContext, noun: string, isEnvelope: boolean): ObjectNames {
  const { base, entity, order } = context;
  const prefixes: NameStart["prefixes"] = entity === undefined || isEnvelope ? [base] : [entity, base];
  const names = nestedNames({ prefixes, rank: ranks.besideEntity, order, sharedPrefix: "" }, noun);
  return isEnvelope ? { ...names, members: responseMembers(context) } : names;
}
