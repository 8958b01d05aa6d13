import { diagnostic } from "../../diagnostics.js";
import { quote } from "../../load/tree/quote.js";
import type { ModelContext } from "../reading/context.js";
import { sortedSet } from "../reading/order.js";
import type { NamedSchema, Schema, SchemaKey, NamedSchemas } from "../types/schema.js";
import { anySchema } from "../schemas/schema-reader.js";
import { composedKeys } from "../traversal/subschemas.js";
import { cyclesOf } from "../traversal/strong-components.js";
import { intersectionOf, unionOf } from "../schemas/combine-schemas.js";

/**
 * A schema may refer to itself in a property or an item. A type cannot refer to itself through `allOf`, `oneOf` or `anyOf`. The usual case
 * is a base that lists its variants in `oneOf`, while each variant has the base in `allOf`. Such cycles are broken.
 */

type Cycle = ReadonlySet<SchemaKey>;
type CycleBreaker = (schema: Schema, cycle: Cycle, schemas: NamedSchemas) => Schema;

/** Applied in turn while there are cycles; the first ones lose the least. */
const cycleBreakers: readonly CycleBreaker[] = [withoutCyclicParts, withoutCyclicAlternatives, (schema) => anySchema(schema)];

/** Breaks every cycle and reports it. */
export function breakReferenceCycles(schemas: NamedSchemas, { report }: ModelContext): NamedSchemas {
  let current = schemas;
  for (const [index, breaker] of cycleBreakers.entries()) {
    const cycles = findCycles(current);
    if (index === 0) for (const cycle of new Set(cycles.values())) report(selfReference(cycle, schemas));
    current = new Map([...current].map(([key, named]) => [key, breakCycle(named, cycles.get(key), current, breaker)]));
  }
  return current;
}

function breakCycle(named: NamedSchema, cycle: Cycle | undefined, schemas: NamedSchemas, breaker: CycleBreaker): NamedSchema {
  if (cycle === undefined) return named;
  const { docs, place } = named.schema;
  return { ...named, schema: { ...breaker(named.schema, cycle, schemas), docs, place } };
}

/** The cycle that each schema is part of; schemas outside of cycles are left out. */
function findCycles(schemas: NamedSchemas): ReadonlyMap<SchemaKey, Cycle> {
  return cyclesOf(new Map([...schemas].map(([key, { schema }]) => [key, composedKeys(schema)])));
}

/** In a variant, replaces the reference to its base by the parts of the base, without the union of variants. */
function withoutCyclicParts(schema: Schema, cycle: Cycle, schemas: NamedSchemas): Schema {
  if (schema.kind === "union")
    return { ...schema, members: schema.members.map((member) => withoutCyclicParts(member, cycle, schemas)) };
  if (schema.kind !== "intersection") return schema;
  const parts = schema.members.flatMap((part) =>
    isReferenceInto(cycle, part) ? acyclicPartsOf(part, cycle, schemas) : [withoutCyclicParts(part, cycle, schemas)],
  );
  return intersectionOf(schema, parts);
}

function acyclicPartsOf(part: Schema, cycle: Cycle, schemas: NamedSchemas): readonly Schema[] {
  const target = part.kind === "reference" ? schemas.get(part.target)?.schema : undefined;
  return target?.kind === "intersection"
    ? target.members.filter((member) => member.kind !== "union" && !isReferenceInto(cycle, member))
    : [];
}

/** Removes the members of a union that lead back to it. */
function withoutCyclicAlternatives(schema: Schema, cycle: Cycle, schemas: NamedSchemas): Schema {
  if (schema.kind === "intersection")
    return intersectionOf(
      schema,
      schema.members.map((part) => withoutCyclicAlternatives(part, cycle, schemas)),
    );
  return schema.kind === "union"
    ? unionOf(
        schema,
        schema.members.filter((member) => !isReferenceInto(cycle, member)),
        schema.discriminator,
      )
    : schema;
}

function isReferenceInto(cycle: Cycle, schema: Schema): boolean {
  return schema.kind === "reference" && cycle.has(schema.target);
}

function selfReference(cycle: Cycle, schemas: NamedSchemas) {
  const members = [...cycle].flatMap((key) => schemas.get(key) ?? []);
  const names = sortedSet(members.map(({ name }) => name)).slice(0, 5);
  const place = members.find(({ name }) => name === names[0])?.schema.place;
  const message = `${names.map(quote).join(", ")}: a schema that refers to itself through \`allOf\`, \`oneOf\` or \`anyOf\` is read without that reference.`;
  return diagnostic("unsupported", place, message, { help: "Let a variant refer to a base that does not list its variants." });
}
