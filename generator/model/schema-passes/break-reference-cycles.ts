import { diagnostic } from "../../diagnostics.js";
import { quote } from "../../load/tree/quote.js";
import type { ModelContext } from "../reading/context.js";
import { sortedSet } from "../reading/order.js";
import type { NamedSchema, Schema, SchemaKey } from "../types/schema.js";
import { anySchema } from "../schemas/schema-reader.js";
import { composedKeys } from "../traversal/subschemas.js";
import { cyclesOf } from "../traversal/strong-components.js";
import { intersectionOf, unionOf } from "../schemas/combine-schemas.js";

/**
 * A schema may hold itself as a property or an item. One that is itself, as an alternative or a part, says nothing that a type could say:
 * the usual case is a base that lists its variants, each of which is the base and more. Such circles are opened where it costs least.
 */

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;
type Cycle = ReadonlySet<SchemaKey>;
type CycleBreaker = (schema: Schema, circle: Cycle, schemas: Schemas) => Schema;

/** Tried in turn, as long as there are circles. */
const cycleBreakers: readonly CycleBreaker[] = [withoutCyclicParts, withoutCyclicAlternatives, (schema) => anySchema(schema)];

/** The schemas with every circle opened, each with a warning. */
export function breakReferenceCycles(schemas: Schemas, { report }: ModelContext): Schemas {
  let current = schemas;
  for (const [index, open] of cycleBreakers.entries()) {
    const circles = findCycles(current);
    if (index === 0) for (const circle of new Set(circles.values())) report(selfReference(circle, schemas));
    current = new Map([...current].map(([key, named]) => [key, breakCycle(named, circles.get(key), current, open)]));
  }
  return current;
}

function breakCycle(named: NamedSchema, circle: Cycle | undefined, schemas: Schemas, open: CycleBreaker): NamedSchema {
  if (circle === undefined) return named;
  const { docs, place } = named.schema;
  return { ...named, schema: { ...open(named.schema, circle, schemas), docs, place } };
}

/** The circle that each schema is in, of those that are in one. */
function findCycles(schemas: Schemas): ReadonlyMap<SchemaKey, Cycle> {
  return cyclesOf(new Map([...schemas].map(([key, { schema }]) => [key, composedKeys(schema)])));
}

/** A variant takes over what its base says itself, without the list of variants. */
function withoutCyclicParts(schema: Schema, circle: Cycle, schemas: Schemas): Schema {
  if (schema.kind === "union")
    return { ...schema, members: schema.members.map((member) => withoutCyclicParts(member, circle, schemas)) };
  if (schema.kind !== "intersection") return schema;
  const parts = schema.members.flatMap((part) =>
    isReferenceInto(circle, part) ? acyclicPartsOf(part, circle, schemas) : [withoutCyclicParts(part, circle, schemas)],
  );
  return intersectionOf(schema, parts);
}

function acyclicPartsOf(part: Schema, circle: Cycle, schemas: Schemas): readonly Schema[] {
  const target = part.kind === "reference" ? schemas.get(part.target)?.schema : undefined;
  return target?.kind === "intersection"
    ? target.members.filter((member) => member.kind !== "union" && !isReferenceInto(circle, member))
    : [];
}

/** A union that contains itself is the union of everything else. */
function withoutCyclicAlternatives(schema: Schema, circle: Cycle, schemas: Schemas): Schema {
  if (schema.kind === "intersection")
    return intersectionOf(
      schema,
      schema.members.map((part) => withoutCyclicAlternatives(part, circle, schemas)),
    );
  return schema.kind === "union"
    ? unionOf(
        schema,
        schema.members.filter((member) => !isReferenceInto(circle, member)),
        schema.discriminator,
      )
    : schema;
}

function isReferenceInto(circle: Cycle, schema: Schema): boolean {
  return schema.kind === "reference" && circle.has(schema.target);
}

function selfReference(circle: Cycle, schemas: Schemas) {
  const members = [...circle].flatMap((key) => schemas.get(key) ?? []);
  const names = sortedSet(members.map(({ name }) => name)).slice(0, 5);
  const place = members.find(({ name }) => name === names[0])?.schema.place;
  const message = `${names.map(quote).join(", ")}: what is made of itself, as a part or an alternative, is taken without that.`;
  return diagnostic("unsupported", place, message, { help: "Let a variant refer to a base that does not list its variants." });
}
