import { diagnostic } from "../../diagnostics.js";
import { field, fieldsOf, stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { readMap, readString } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer, parsePointer } from "../../load/tree/pointer.js";
import { parseReference } from "../../resolve/objects/reference.js";
import type { ModelContext } from "../reading/context.js";
import { compareStrings, sortedBy } from "../reading/order.js";
import type { Discriminator, Schema, SchemaKey } from "../types/schema.js";

/** The values of the discriminator property by member: from `mapping`, else the name of the member's schema. */
export function readDiscriminator(node: MapNode, members: readonly Schema[], context: ModelContext): Discriminator | undefined {
  const found = readMap(node, "discriminator", context.report);
  const property = readString(found, "propertyName", context.report);
  if (property === undefined) return undefined;
  const keys = members.flatMap((member) => (member.kind === "reference" ? [member.target] : [])).sort(compareStrings);
  const mapped = readDiscriminatorMapping(field(found, "mapping"), context);
  const defaultVariant = readDefaultVariant(found, context);
  const implied = (key: SchemaKey) => (key === defaultVariant ? [] : (parsePointer(key)?.slice(-1) ?? []));
  const values = keys.map((key) => [key, mapped.get(key) ?? implied(key)] as const);
  if (keys.length === 0 && defaultVariant === undefined) return undefined;
  return { property, values: new Map(values), ...(defaultVariant !== undefined && { defaultVariant }) };
}

/** `defaultMapping`, which may refer to a schema that is none of the alternatives. */
export function readDefaultVariant(discriminator: Node | undefined, context: ModelContext): SchemaKey | undefined {
  const written = field(discriminator, "defaultMapping");
  return written && mappedKey(written, context);
}

/** The values of `mapping` by schema, in order. */
export function readDiscriminatorMapping(
  mapping: Node | undefined,
  context: ModelContext,
): ReadonlyMap<SchemaKey, readonly string[]> {
  const byKey = new Map<SchemaKey, string[]>();
  for (const [value, target] of sortedBy(fieldsOf(mapping), ([name]) => name)) {
    const key = mappedKey(target, context);
    if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), value]);
  }
  return byKey;
}

/** The target of a mapping is the name of a schema or a reference to one. */
function mappedKey(node: Node, { description, report }: ModelContext): SchemaKey | undefined {
  const named = formatPointer(["components", "schemas", stringOf(node) ?? ""]);
  if (description.nodeAt(named)) return named;
  const target = parseReference(node);
  const pointer = "path" in target ? formatPointer(target.path) : undefined;
  if (pointer !== undefined && description.nodeAt(pointer)) return pointer;
  const help = "Write the name of a schema, or a reference such as `#/components/schemas/Name`.";
  const message = `The discriminator's mapping to ${quote(stringOf(node) ?? "")} names no schema and is left out.`;
  report(diagnostic("unsupported", node.place, message, { help }));
  return undefined;
}
