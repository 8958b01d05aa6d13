/** The values that a property accepts: one row for each type, with the service's error code for other values. */

export interface PropertyDefinition {
  readonly name: string;
  readonly type: PropertyType;
  /** No two records have the same value, so it can be an `idProperty`. */
  readonly unique?: boolean;
  readonly readOnly?: boolean;
  readonly options?: readonly string[];
}

type PropertyType = "string" | "number" | "bool" | "date" | "datetime" | "enumeration" | "choices";

/** How the service describes an invalid value, in JSON inside a message. */
export interface InvalidValue {
  readonly isValid: false;
  readonly message: string;
  readonly error: string;
  readonly name: string;
  readonly propertyValue: string;
}

interface TypeRule {
  readonly error: string;
  readonly takes: (value: string, options: readonly string[]) => boolean;
  readonly wants: string;
}

const dayMs = 86_400_000;
const isMidnight = (value: string) => /^-?\d+$/.test(value) && Number(value) % dayMs === 0;
const isDay = (value: string) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
const isInstant = (value: string) =>
  /^-?\d+$/.test(value) || (/^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)));

// One row for each type, aligned for reading.
// prettier-ignore
const typeRules: Readonly<Record<PropertyType, TypeRule>> = {
  string:      { error: "INVALID_STRING",   wants: "text",                                   takes: () => true },
  number:      { error: "INVALID_NUMBER",   wants: "a number",                               takes: (value) => /^-?\d+(\.\d+)?$/.test(value) },
  bool:        { error: "INVALID_BOOLEAN",  wants: "true or false",                          takes: (value) => value === "true" || value === "false" },
  date:        { error: "INVALID_DATE",     wants: "a day, or milliseconds at midnight UTC", takes: (value) => isDay(value) || isMidnight(value) },
  datetime:    { error: "INVALID_DATETIME", wants: "an ISO 8601 instant, or milliseconds",   takes: isInstant },
  enumeration: { error: "INVALID_OPTION",   wants: "one of its options",                     takes: (value, options) => options.includes(value) },
  choices:     { error: "INVALID_OPTION",   wants: "options joined by semicolons",           takes: (value, options) => value.split(";").every((choice) => options.includes(choice)) },
};

/** Why a value is invalid; undefined if it is valid. An empty value clears a property of any type. */
export function faultOf(
  definitions: ReadonlyMap<string, PropertyDefinition>,
  name: string,
  value: string,
): InvalidValue | undefined {
  const definition = definitions.get(name);
  if (!definition) return fault("PROPERTY_DOESNT_EXIST", name, value, `There is no property ${name}.`);
  if (definition.readOnly) return fault("READ_ONLY_VALUE", name, value, `${name} is kept by the service.`);
  const rule = typeRules[definition.type];
  if (value === "" || rule.takes(value, definition.options ?? [])) return undefined;
  return fault(rule.error, name, value, `${JSON.stringify(value)} is not ${rule.wants}.`);
}

function fault(error: string, name: string, propertyValue: string, message: string): InvalidValue {
  return { isValid: false, message, error, name, propertyValue };
}

/** The properties of a fake by default. */
export const defaultProperties: readonly PropertyDefinition[] = [
  { name: "name", type: "string" },
  { name: "email", type: "string", unique: true },
  { name: "my_unique_property_name", type: "string", unique: true },
  { name: "property_string", type: "string" },
  { name: "property_number", type: "number" },
  { name: "property_checkbox", type: "bool" },
  { name: "property_date", type: "date" },
  { name: "property_datetime", type: "datetime" },
  { name: "property_dropdown", type: "enumeration", options: ["choice_a", "choice_b"] },
  { name: "property_radio", type: "enumeration", options: ["option_1", "option_2"] },
  { name: "property_multiple_checkboxes", type: "choices", options: ["chocolate", "strawberry", "vanilla"] },
  { name: "hs_object_id", type: "number", readOnly: true },
  { name: "hs_createdate", type: "datetime", readOnly: true },
  { name: "hs_lastmodifieddate", type: "datetime", readOnly: true },
];
