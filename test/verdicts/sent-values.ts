import { expand } from "../../generator/compare/types/expand.js";
import { isTypeRef, type ObjectView, type TypeRef, type TypeView } from "../../generator/compare/types/type-view.js";

type Type = TypeRef | TypeView;

/** How deep values are written out. */
const deepest = 9;
/** How many texts a type has at most. */
const most = 24;

interface Path {
  readonly keys: readonly string[];
  readonly onlyRequired: boolean;
}

/**
 * Expressions of a type that together send every property, every alternative and every listed value, and one with only the required
 * properties. Objects are written as literals, so that the compiler refuses properties that are not declared.
 */
export function valueTexts(type: Type): readonly string[] {
  const full = textsOf(type, { keys: [], onlyRequired: false });
  const least = textsOf(type, { keys: [], onlyRequired: true });
  return [...new Set([...full, ...least.slice(0, 1)])];
}

function textsOf(type: Type, path: Path): readonly string[] {
  const view = isTypeRef(type) ? expand(type) : type;
  if (view.isUnknown) return ["value<unknown>()"];
  const texts = [
    ...scalarTexts(view),
    ...view.arrays.flatMap(({ prefix, rest, required }) => arrayTexts(prefix, required, rest, path)),
    ...inTurns(view.objects.map((object) => objectTexts(object, path))),
    ...view.streams.flatMap(({ item }) => (item === undefined ? ["[]"] : textsOf(item, path).map((text) => `[${text}]`))),
  ];
  return texts.length === 0 ? ["value<never>()"] : texts.slice(0, most);
}

const scalarTypes: { readonly [scalar: string]: string } = { bytes: "new Blob([])", Blob: "new Blob([])" };

/** The first of each, then the second of each: what is left out at the end is a further text of something, never its only one. */
function inTurns(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
}

/** How many values of a long list are sent and compared. */
const mostListed = 6;

/** The listed values; of a long list that allows others, too, the first ones. */
export function listedValues({ scalars, values }: Pick<TypeView, "scalars" | "values">): readonly string[] {
  const listed = [...values.values()].filter((value) => typeof value !== "object").map((value) => JSON.stringify(value));
  return scalars.has("string") || scalars.has("number") ? listed.slice(0, mostListed) : listed;
}

/** One expression for all scalars, so that a caller who has any of them is heard. */
function scalarTexts({ scalars, values }: TypeView): readonly string[] {
  const names = [...scalars].map((scalar) => (scalar in scalarTypes ? "Blob" : scalar));
  const literals = listedValues({ scalars, values });
  const types = [...new Set([...names, ...literals])];
  return types.length === 0 ? [] : [`value<${types.join(" | ")}>()`];
}

function arrayTexts(prefix: readonly TypeRef[], required: number, rest: TypeRef | undefined, path: Path): readonly string[] {
  if (path.onlyRequired && required === 0) return ["[]"];
  const items = prefix.map((item) => textsOf(item, path)[0] ?? "value<never>()");
  const deeper = enter(rest, path);
  if (rest === undefined || deeper === undefined) return [`[${items.join(", ")}]`];
  const empty = required === 0 ? ["[]"] : [];
  return [...textsOf(rest, deeper).map((text) => `[${[...items, text].join(", ")}]`), ...empty];
}

function objectTexts(object: ObjectView, path: Path): readonly string[] {
  const full = fullTexts(object, path);
  return path.onlyRequired ? full : [...full, ...fullTexts(object, { ...path, onlyRequired: true })];
}

function fullTexts({ properties, others }: ObjectView, path: Path): readonly string[] {
  const chosen = [...properties.values()].filter(({ required }) => required || !path.onlyRequired);
  const options = chosen.flatMap(({ name, type, required }) => {
    const deeper = enter(type, path);
    if (deeper === undefined) return required ? [{ name, texts: ["value<never>()"] }] : [];
    return [{ name, texts: textsOf(type, deeper) }];
  });
  const count = Math.min(most, Math.max(1, ...options.map(({ texts }) => texts.length)));
  return Array.from({ length: count }, (_, index) => {
    const members = options.map(({ name, texts }) => `${JSON.stringify(name)}: ${texts[index % texts.length] ?? ""}`);
    return `{ ${[...members, ...(index > 0 ? [] : otherTexts(others, path))].join(", ")} }`;
  });
}

function otherTexts(others: ObjectView["others"], path: Path): readonly string[] {
  if (others === undefined || path.onlyRequired) return [];
  const deeper = typeof others === "object" ? enter(others, path) : undefined;
  const text = typeof others === "object" && deeper !== undefined ? textsOf(others, deeper)[0] : undefined;
  return [`"x-other": ${text ?? "value<never>()"}`];
}

/** The path below a type; undefined where a recursive type comes again, or too deep. */
function enter(type: Type | undefined, path: Path): Path | undefined {
  if (type === undefined) return undefined;
  const key = isTypeRef(type) && type.schema.kind === "reference" ? type.schema.target : "";
  if (path.keys.length >= deepest || (key !== "" && path.keys.includes(key))) return undefined;
  return { ...path, keys: [...path.keys, key] };
}
