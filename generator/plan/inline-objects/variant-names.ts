import type { SchemaLookup } from "../../model/traversal/dereference.js";
import { findProperty } from "../../model/traversal/find-property.js";
import type { Schema, UnionSchema } from "../../model/types/schema.js";
import { identifier, pascalCase } from "../names/identifiers.js";
import { wordsOf } from "../names/words.js";
import { mapCandidates, nestedIn, type ObjectNames } from "./object-names.js";

/** A longer title is a sentence. */
const maximumWords = 4;

/**
 * The names of the objects in a union: after the constant that tells them apart (`PaymentCard` for `kind: card`), or else after their titles.
 * Objects that nothing tells apart have no names.
 */
export function variantNames(
  union: UnionSchema,
  variants: readonly Schema[],
  names: ObjectNames,
  lookup: SchemaLookup,
): ReadonlyMap<Schema, ObjectNames> {
  const words = constantsOf(union, variants, lookup) ?? titlesOf(variants);
  return new Map(
    variants.flatMap((variant, index) => {
      const word = words[index];
      return word === undefined ? [] : [[variant, variantName(names, word)] as const];
    }),
  );
}

function variantName(names: ObjectNames, word: string): ObjectNames {
  const { rank, order } = names;
  const prefixes = mapCandidates(names.candidates, (name) => identifier(name + pascalCase(word, "Variant")));
  return { candidates: prefixes, rank, order, always: names.always, members: nestedIn({ prefixes, rank, order }) };
}

/** The values of the first property that has another constant in each variant. */
function constantsOf(
  { discriminator }: UnionSchema,
  variants: readonly Schema[],
  lookup: SchemaLookup,
): readonly string[] | undefined {
  const [first] = variants;
  const properties = first?.kind === "object" ? first.properties.map(({ name }) => name) : [];
  const candidates = [...(discriminator === undefined ? [] : [discriminator.property]), ...properties];
  return candidates
    .map((name) => variants.flatMap((variant) => constantOf(findProperty(variant, name, lookup)?.schema) ?? []))
    .find((words) => words.length === variants.length && new Set(words.map((word) => word.toLowerCase())).size === words.length);
}

function constantOf(schema: Schema | undefined): string | undefined {
  const [only, ...others] = schema?.kind === "enum" ? schema.members : [];
  return only === undefined || others.length > 0 || typeof only.value === "object" ? undefined : String(only.value);
}

/** Titles that are names rather than sentences, if no two are equal. */
function titlesOf(variants: readonly Schema[]): readonly (string | undefined)[] {
  const titles = variants.map(({ docs }) => {
    const count = wordsOf(docs.title ?? "").length;
    return count > 0 && count <= maximumWords ? docs.title : undefined;
  });
  return titles.map((title) => (titles.indexOf(title) === titles.lastIndexOf(title) ? title : undefined));
}
