import { compareStrings } from "../../model/reading/order.js";
import { type Code, code, identifier, join } from "./code.js";
import { literal } from "./literals.js";

interface Import {
  readonly name: string;
  readonly local: string;
  type: boolean;
}

/**
 * The imports of one module: they follow from the symbols that its text uses, so each use goes through here and gets the name that the
 * symbol has in this module. State of one module while it is being written, and of nothing else.
 */
export class Imports {
  readonly #module: string;
  readonly #taken: Set<string>;
  readonly #byModule = new Map<string, Map<string, Import>>();
  readonly #namespaces = new Map<string, Code>();

  /** @param declared - The names that the module itself declares, its functions' local variables included. */
  constructor(module: string, declared: Iterable<string>) {
    this.#module = module;
    this.#taken = new Set(declared);
  }

  /** What the module declares itself is not imported. */
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

  /** Paths of all modules that are used. */
  modules(): readonly string[] {
    return [...this.#namespaces.keys(), ...this.#byModule.keys()];
  }

  /** The import declarations, in order of what they name. */
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

  /** A name that the module declares itself is imported under another: `$` stands in no allocated name. */
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

/** The relative address of one module from another; both are paths below `src/` without extension. */
export function specifier(from: string, to: string): string {
  const [here, there] = [pathSegments(from).slice(0, -1), pathSegments(to)];
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common += 1;
  const up = here.slice(common).map(() => "..");
  return `${up.length === 0 ? "./" : ""}${[...up, ...there.slice(common)].join("/")}.js`;
}

/** The plan allocates paths; anything else is a bug that must not become a file or an import. */
export function pathSegments(module: string): readonly string[] {
  const parts = module.split("/");
  if (!parts.every((part) => /^[A-Za-z0-9_$-]{1,128}$/.test(part))) {
    throw new TypeError(`Not a module's path: ${JSON.stringify(module)}`);
  }
  return parts;
}
