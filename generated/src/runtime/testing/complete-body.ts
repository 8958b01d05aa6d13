import { isPlainObject, propertyOf } from "../values/objects.js";

/** What a body must have, so that a part of it can be completed. */
export type BodyShape =
  | Scalar
  | ModelShape
  | ListShape
  | MapShape
  | ObjectShape
  | AlternativesShape
  /** An array that is written out, for a tuple. */
  | readonly unknown[];

/** The value itself: of a constant, an example or the smallest that the description allows. */
type Scalar = string | number | boolean | null;

/** A shape that several bodies have, by its name. */
interface ModelShape {
  readonly model: string;
}

interface ListShape {
  readonly items: BodyShape;
}

interface MapShape {
  readonly values: BodyShape;
}

interface ObjectShape {
  readonly required: Shapes;
  /** Those of the optional properties that have required ones themselves. */
  readonly optional?: Shapes;
  /** The required properties that have one value each, which tell the alternatives of a union apart. */
  readonly constants?: readonly string[];
}

interface AlternativesShape {
  readonly anyOf: readonly BodyShape[];
}

export interface Shapes {
  readonly [name: string]: BodyShape;
}

/** A shape may contain itself. */
const maximumDepth = 8;

/**
 * Adds the required properties that a part of a body lacks, at any depth. The items of an array are completed one by one, and none is added. Of
 * several alternatives, the first is meant whose constants the part does not contradict and that has all of its properties, if there is one.
 */
export function completeBody(part: unknown, shape: BodyShape, models: Shapes, depth = 0): unknown {
  const is = resolve(shape, part, models);
  if (depth > maximumDepth || !isObject(is)) return part;
  const inner = (value: unknown, of: BodyShape) => completeBody(value, of, models, depth + 1);
  if ("items" in is)
    return Array.isArray(part) ? part.map((item: unknown) => inner(item, is.items)) : part;
  if (!isPlainObject(part)) return part;
  const entries: (readonly [string, unknown])[] = Object.entries(part);
  if ("values" in is)
    return Object.fromEntries(entries.map(([name, value]) => [name, inner(value, is.values)]));
  const missing = Object.entries(is.required).filter(([name]) => !Object.hasOwn(part, name));
  return Object.fromEntries([
    ...missing.map(([name, of]) => [name, minimalBody(of, models, depth + 1)] as const),
    ...entries.map(([name, value]) => {
      const of = shapeOf(is, name);
      return [name, of === undefined ? value : inner(value, of)] as const;
    }),
  ]);
}

/** A body with its required properties and nothing else; arrays and maps are empty. */
function minimalBody(shape: BodyShape, models: Shapes, depth: number): unknown {
  const is = resolve(shape, undefined, models);
  if (!isObject(is)) return is;
  if ("items" in is) return [];
  return depth > maximumDepth ? {} : completeBody({}, is, models, depth);
}

type Resolved = Exclude<BodyShape, ModelShape | AlternativesShape>;

/** Follows the names of models, and chooses an alternative. */
function resolve(shape: BodyShape, part: unknown, models: Shapes): Resolved {
  let is = shape;
  for (let steps = 0; steps < 100 && isObject(is) && ("model" in is || "anyOf" in is); steps++)
    is = "model" in is ? (models[is.model] ?? null) : chosen(is, part, models);
  return isObject(is) && ("model" in is || "anyOf" in is) ? null : is;
}

function chosen({ anyOf }: AlternativesShape, part: unknown, models: Shapes): BodyShape {
  const fitting =
    part === undefined ? anyOf : anyOf.filter((one) => fits(resolve(one, part, models), part));
  const names = isPlainObject(part) ? Object.keys(part) : [];
  const knowing = fitting.find((one) =>
    names.every((name) => declares(resolve(one, part, models), name)),
  );
  return knowing ?? fitting[0] ?? null;
}

/** Whether a part may be one of this shape. */
function fits(shape: Resolved, part: unknown): boolean {
  if (!isObject(shape)) return typeof part === typeof shape && part !== null;
  if ("items" in shape) return Array.isArray(part);
  if (!isPlainObject(part)) return false;
  const constants = "constants" in shape ? (shape.constants ?? []) : [];
  return constants.every(
    (name) => !Object.hasOwn(part, name) || propertyOf(part, name) === shapeOf(shape, name),
  );
}

function declares(shape: Resolved, name: string): boolean {
  return isObject(shape) && "required" in shape && shapeOf(shape, name) !== undefined;
}

function shapeOf(shape: ObjectShape | MapShape, name: string): BodyShape | undefined {
  if ("values" in shape) return shape.values;
  const found = [shape.required, shape.optional ?? {}].find((shapes) =>
    Object.hasOwn(shapes, name),
  );
  return found?.[name];
}

function isObject<Shape extends BodyShape>(
  shape: Shape,
): shape is Exclude<Shape, Scalar | readonly unknown[]> {
  return typeof shape === "object" && shape !== null && !Array.isArray(shape);
}
