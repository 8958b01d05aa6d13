import { compareStrings } from "../../model/reading/order.js";
import { type Code, code, identifier, join } from "./code.js";
import { literal } from "./literals.js";

interface Import {
  readonly name: string;
  readonly local: string;
  type: boolean;
}

/**
 * Collects the imports of one module while its text is made. Code that uses a symbol of another module asks here for the name that the symbol
 * has in this module.
 */
export class Imports {
  readonly #module: string;
  readonly #taken: Set<string>;
  readonly #byModule = new Map<string, Map<string, Import>>();
  readonly #namespaces = new Map<string, Code>();
  /** The local names of symbols, in the order in which they were asked for. */
  readonly #locals: string[] = [];

  /** @param declared - The names that the module itself declares, including local variables of its functions. */
  constructor(module: string, declared: Iterable<string>) {
    this.#module = module;
    this.#taken = new Set(declared);
  }

  /** The name of a type; it is imported unless the module declares it itself. */
  type(module: string, name: string): Code {
    if (module === this.#module) return identifier(name);
    return identifier(this.#symbol(module, name, true).local);
  }

  value(module: string, name: string): Code {
    return identifier(this.#symbol(module, name, false).local);
  }

  /** `import * as name`. */
  namespace(module: string, name: string): Code {
    const local = this.#namespaces.get(module) ?? identifier(this.#free(name));
    this.#namespaces.set(module, local);
    return local;
  }

  /** Drops symbols that a text does not name: a type may have been written and then given a name of its own. */
  keepOnly(text: string): void {
    const named = wordsIn(text, this.#locals);
    for (const [module, symbols] of this.#byModule) {
      for (const [key, { local }] of symbols) if (!named.has(local)) symbols.delete(key);
      if (symbols.size === 0) this.#byModule.delete(module);
    }
  }

  /** The paths of all modules that symbols were imported from. */
  modules(): readonly string[] {
    return [...this.#namespaces.keys(), ...this.#byModule.keys()];
  }

  /** The import declarations, ordered by module specifier. */
  declarations(): readonly Code[] {
    const lines = [
      ...[...this.#namespaces].map(([module, local]) => ({
        from: specifier(this.#module, module),
        line: code`* as ${local}`,
        onlyTypes: false,
      })),
      ...[...this.#byModule].flatMap(([module, symbols]) => namedImports(specifier(this.#module, module), [...symbols.values()])),
    ];
    lines.sort((a, b) => compareStrings(a.from, b.from) || Number(a.onlyTypes) - Number(b.onlyTypes));
    return lines.map(
      ({ from, line, onlyTypes }) => code`${onlyTypes ? code`import type` : code`import`} ${line} from ${literal(from)};`,
    );
  }

  #symbol(module: string, name: string, type: boolean): Import {
    const symbols = this.#byModule.get(module) ?? new Map<string, Import>();
    this.#byModule.set(module, symbols);
    const symbol = symbols.get(name) ?? this.#add(symbols, name, type);
    symbol.type &&= type;
    return symbol;
  }

  #add(symbols: Map<string, Import>, name: string, type: boolean): Import {
    const symbol = { name, local: this.#free(name), type };
    this.#locals.push(symbol.local);
    symbols.set(name, symbol);
    return symbol;
  }

  /** Appends `$` to a name that is already used in this module. No name of the plan contains a `$`. */
  #free(name: string): string {
    let local = name;
    while (this.#taken.has(local)) local += "$";
    this.#taken.add(local);
    return local;
  }
}

/** How far the order in which the names of one declaration are asked for differs from their order in its text, in characters. */
const disorder = 5000;

/**
 * Those of some names that occur in a text as whole words. They were asked for in about the order of the text, so each is looked for near the
 * one before, and only if it is not there, from the start. To list all words of the text takes several times as long.
 */
function wordsIn(text: string, names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  let last = 0;
  for (const name of names) {
    const at = wordAt(text, name, Math.max(0, last - disorder)) ?? wordAt(text, name, 0);
    if (at === undefined) continue;
    found.add(name);
    last = at;
  }
  return found;
}

/** The first place at or after `from` where a name is not a part of a longer one. */
function wordAt(text: string, name: string, from: number): number | undefined {
  for (let at = text.indexOf(name, from); at >= 0; at = text.indexOf(name, at + name.length))
    if (!isInName(text.charAt(at - 1)) && !isInName(text.charAt(at + name.length))) return at;
  return undefined;
}

/** Whether a character may belong to a name. In code, names with others than these have only letters beside them. */
function isInName(character: string): boolean {
  return /[\w$\u0080-\uffff]/.test(character);
}

function namedImports(from: string, symbols: readonly Import[]) {
  return [true, false].flatMap((onlyTypes) => {
    const names = symbols.filter(({ type }) => type === onlyTypes).sort((a, b) => compareStrings(a.name, b.name));
    return names.length === 0 ? [] : [{ from, line: code`{ ${join(names.map(named), ", ")} }`, onlyTypes }];
  });
}

function named({ name, local }: Import): Code {
  return name === local ? identifier(name) : code`${identifier(name)} as ${identifier(local)}`;
}

/** The import specifier of a module, relative to another. Both are paths below `src/` without extension. */
export function specifier(from: string, to: string): string {
  const [here, there] = [pathSegments(from).slice(0, -1), pathSegments(to)];
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common += 1;
  const up = here.slice(common).map(() => "..");
  return `${up.length === 0 ? "./" : ""}${[...up, ...there.slice(common)].join("/")}.js`;
}

/** The segments of a path that the plan assigned. Any other text is a bug and must not become a file or an import. */
export function pathSegments(module: string): readonly string[] {
  const parts = module.split("/");
  if (!parts.every((part) => /^[A-Za-z0-9_$-]{1,128}$/.test(part))) {
    throw new TypeError(`Not a module path: ${JSON.stringify(module)}`);
  }
  return parts;
}
