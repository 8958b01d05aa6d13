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
    const words = new Set(text.match(/[\p{ID_Continue}$]+/gu));
    for (const [module, symbols] of this.#byModule) {
      for (const [key, { local }] of symbols) if (!words.has(local)) symbols.delete(key);
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
    const symbol = symbols.get(name) ?? { name, local: this.#free(name), type };
    symbol.type &&= type;
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
