import type { Api } from "../../model/types/api.js";
import type { Content } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import type { EventDataSchema, EventFormat, EventPlan, EventsPlan } from "../types/response-plan.js";
import { dereference, schemaLookup } from "../../model/traversal/dereference.js";
import { type EventAlternative, eventAlternatives, eventNames } from "./event-alternatives.js";
import { combinedEventData, eventData, isContainer } from "./event-data.js";

/** The name of an event that has none (WHATWG HTML, section 9.2.6). */
const defaultName = "message";

/**
 * `text/event-stream`. In OpenAPI 3.2 an item schema describes whole events: strings named `data`, `event` and `id`. Where it has no property
 * `data`, and in `schema`, which older descriptions use, it describes what the data of each event contains.
 */
export function planEvents(content: Content, api: Api): EventsPlan {
  const { itemSchema } = content;
  const alternatives = itemSchema === undefined ? [] : eventAlternatives(itemSchema, api);
  if (describesEvents(alternatives))
    return decide(
      alternatives.map((alternative) => wholeEvent(alternative, api)),
      api,
    );
  const schema = itemSchema ?? dataSchema(content, api);
  return decide([{ data: schema === undefined ? [{ format: "text" }] : eventData(schema, api) }], api);
}

/** `schema` is an array of the items according to OpenAPI 3.2 (4.14.2); before, many descriptions gave the schema of one item. */
function dataSchema({ schema }: Content, api: Api): Schema | undefined {
  const whole = schema && dereference(schema, schemaLookup(api.schemas));
  return whole?.kind === "array" ? whole.items : schema;
}

/** An object that has neither `data` nor `event` is no event, but the data of one. */
function describesEvents(alternatives: readonly EventAlternative[]): boolean {
  const described = alternatives.filter(({ properties }) => properties.size > 0);
  return (
    described.some(({ properties }) => properties.has("data")) &&
    described.every(({ properties }) => properties.has("data") || properties.has("event"))
  );
}

interface DescribedEvent extends EventPlan {
  /** Whether an event without a name may be meant, too. */
  readonly mayBeUnnamed?: boolean;
  readonly hasConstantName?: boolean;
}

function wholeEvent(alternative: EventAlternative, api: Api): DescribedEvent {
  const { properties, value } = alternative;
  const declarations = (properties.get("data") ?? []).map(({ schema }) => schema);
  const data = combinedEventData(value === undefined ? declarations : [value], api);
  const names = eventNames(alternative, api);
  const event = properties.get("event");
  if (names === undefined) return event === undefined ? { data, mayBeUnnamed: true } : { data };
  const hasConstantName = event?.some(({ schema }) => isConstant(dereference(schema, schemaLookup(api.schemas))));
  return { data, names, mayBeUnnamed: !event?.some(({ required }) => required), ...(hasConstantName && { hasConstantName }) };
}

function isConstant(schema: Schema): boolean {
  return schema.kind === "enum" && schema.constant;
}

/** Of a single kind of event, only a constant is kept: an enum is open, and a name that may be absent is any string. */
function decideSingle({ data, names, mayBeUnnamed, hasConstantName }: DescribedEvent, api: Api): EventsPlan {
  return planned([{ data, ...(names && hasConstantName && !mayBeUnnamed && { names }) }], api);
}

/** If some events have names, one without `event` has the default name. If none has one, they are one kind of event. */
function decide(described: readonly DescribedEvent[], api: Api): EventsPlan {
  const [only, ...others] = described;
  if (only !== undefined && others.length === 0) return decideSingle(only, api);
  if (described.every(({ names }) => names === undefined)) return planned([{ data: described.flatMap(({ data }) => data) }], api);
  const usesDefaultName = described.some(({ names, mayBeUnnamed }) => names === undefined && mayBeUnnamed);
  const events = described.map(({ names, data, mayBeUnnamed }): EventPlan => {
    if (!mayBeUnnamed || !usesDefaultName) return { data, ...(names && { names }) };
    return { data, names: [...new Set([...(names ?? []), defaultName])] };
  });
  return planned(events, api);
}

function planned(events: readonly EventPlan[], api: Api): EventsPlan {
  const names = [...new Set(events.flatMap((event) => event.names ?? []))];
  const unnamed = events.filter((event) => event.names === undefined);
  const dataOf = (wanted: readonly EventPlan[]) => wanted.flatMap(({ data }) => data);
  const formats = new Map(
    names.map((name) => [name, formatOf(dataOf(events.filter((event) => event.names?.includes(name))), api)]),
  );
  const open = events.length > 1 && unnamed.length === 0;
  const otherFormat = open ? "either" : formatOf(dataOf(unnamed.length > 0 ? unnamed : events), api);
  const format = (name: string | undefined) => (name === undefined ? otherFormat : formats.get(name));
  const read = events.map((event): EventPlan => {
    const isText = (event.names ?? [undefined]).some((name) => format(name) === "text");
    return isText ? { ...event, data: textOnly(event.data) } : event;
  });
  return { kind: "events", events: read, open, formats, otherFormat };
}

/** Data that cannot be told apart is delivered as it is: as text. */
function textOnly(data: readonly EventDataSchema[]): readonly EventDataSchema[] {
  return data.every(({ format }) => format === "text") ? data : [{ format: "text" }];
}

function formatOf(data: readonly EventDataSchema[], api: Api): EventFormat {
  const json = data.filter(({ format }) => format === "json");
  const texts = data.filter(({ format }) => format === "text");
  if (texts.length === 0) return "json";
  if (json.length === 0) return "text";
  const constants = texts.map(({ schema }) => schema && constantTexts(dereference(schema, schemaLookup(api.schemas))));
  if (constants.every((values) => values !== undefined)) return [...new Set(constants.flat())];
  return json.every(({ schema }) => schema !== undefined && isContainer(schema, api)) ? "either" : "text";
}

function constantTexts(schema: Schema): readonly string[] | undefined {
  return schema.kind === "enum" ? schema.members.flatMap(({ value }) => (typeof value === "string" ? [value] : [])) : undefined;
}
