import type { Steps } from "./steps.js";

/**
 * I-Regexp (RFC 9485), which JSONPath uses in `match()` and `search()`, as a machine that reads a text once and follows all ways to match at the
 * same time (Thompson). So the time grows with the length of the text times the size of the pattern, whatever the pattern; JavaScript's own
 * expressions can take exponential time.
 */
export interface IRegexp {
  /** Whether the whole text matches. */
  readonly matches: (text: string, steps: Steps) => boolean;
  /** Whether a part of the text matches. */
  readonly isFoundIn: (text: string, steps: Steps) => boolean;
}

type CharacterTest = (character: string) => boolean;

type Pattern =
  | { readonly kind: "character"; readonly test: CharacterTest }
  | { readonly kind: "anchor"; readonly at: Anchor }
  | { readonly kind: "sequence" | "choice"; readonly items: readonly Pattern[] }
  | Repetition;

interface Repetition {
  readonly kind: "repeat";
  readonly item: Pattern;
  readonly least: number;
  readonly most: number;
}

/** RFC 9485 takes both for plain characters, but all who write them mean the beginning and the end, as JavaScript does. */
type Anchor = "^" | "$";

/** `test` reads a character and goes on with the next instruction; `next` goes on with all of these, at an anchor only there. */
type Instruction = { readonly test: CharacterTest } | { readonly next: number[]; readonly anchor?: Anchor } | "end";

const limits = { instructions: 10_000, depth: 100 };

class InvalidPattern extends Error {}

/**
 * Compiles a pattern; undefined if it is invalid.
 *
 * @throws Error - if the pattern is larger than the limits.
 */
export function compileIRegexp(pattern: string): IRegexp | undefined {
  try {
    const program: Instruction[] = [];
    emit(parsePattern(Array.from(pattern)), program);
    program.push("end");
    return {
      matches: (text, steps) => runProgram(program, text, true, steps),
      isFoundIn: (text, steps) => runProgram(program, text, false, steps),
    };
  } catch (error) {
    if (error instanceof InvalidPattern) return undefined;
    throw error;
  }
}

function parsePattern(characters: readonly string[]): Pattern {
  let at = 0;

  const choice = (depth: number): Pattern => {
    if (depth > limits.depth) throw new Error(`a regular expression nests more than ${limits.depth} groups`);
    const items = [sequence(depth)];
    for (; characters[at] === "|"; items.push(sequence(depth))) at++;
    return { kind: "choice", items };
  };

  const sequence = (depth: number): Pattern => {
    const items: Pattern[] = [];
    while (at < characters.length && characters[at] !== "|" && characters[at] !== ")") items.push(quantified(atom(depth)));
    return { kind: "sequence", items };
  };

  const atom = (depth: number): Pattern => {
    const character = characters[at++] ?? "";
    if (character === "(") {
      const group = choice(depth + 1);
      if (characters[at++] !== ")") throw new InvalidPattern();
      return group;
    }
    if (character === ".") return { kind: "character", test: (read) => read !== "\n" && read !== "\r" };
    if (character === "[") return { kind: "character", test: classTest(`[${bracketed()}`) };
    if (character === "\\") return { kind: "character", test: classTest(escape()) };
    if (character === "^" || character === "$") return { kind: "anchor", at: character };
    if ("*+?{}]".includes(character)) throw new InvalidPattern();
    return { kind: "character", test: (read) => read === character };
  };

  /** The rest of an escape sequence; only those of I-Regexp, which mean the same in JavaScript. */
  const escape = (): string => {
    const character = characters[at++] ?? "";
    if ("()*+-.?[\\]^$nrt{|}".includes(character) && character !== "") return character === "-" ? "[\\-]" : `\\${character}`;
    if (character !== "p" && character !== "P") throw new InvalidPattern();
    const end = characters.indexOf("}", at);
    const property = characters.slice(at, end + 1).join("");
    if (!/^\{[A-Z][a-z]?\}$/.test(property)) throw new InvalidPattern();
    at = end + 1;
    return `\\${character}${property}`;
  };

  const bracketed = (): string => {
    let text = "";
    if (characters[at] === "^") text += characters[at++] ?? "";
    while (at < characters.length && characters[at] !== "]") {
      const character = characters[at++] ?? "";
      if (character === "[") throw new InvalidPattern();
      text += character === "\\" ? escape().replace("[\\-]", "\\-") : character === "^" ? "\\^" : character;
    }
    if (characters[at++] !== "]" || text === "" || text === "^") throw new InvalidPattern();
    return `${text}]`;
  };

  const quantified = (item: Pattern): Pattern => {
    const simple = { "*": [0, Infinity], "+": [1, Infinity], "?": [0, 1] }[characters[at] ?? ""];
    const range = simple === undefined && characters[at] === "{" ? readRange() : undefined;
    if (simple !== undefined) at++;
    const [least, most] = simple ?? range ?? [1, 1];
    return least === 1 && most === 1 ? item : { kind: "repeat", item, least: least ?? 1, most: most ?? 1 };
  };

  const readRange = (): readonly number[] => {
    const end = characters.indexOf("}", at);
    const [, least, comma, most] = /^\{(\d{1,9})(,?)(\d{0,9})\}$/.exec(characters.slice(at, end + 1).join("")) ?? [];
    if (least === undefined || most === undefined || (comma === "" && most !== "")) throw new InvalidPattern();
    const maximum = comma === "" ? Number(least) : most === "" ? Infinity : Number(most);
    if (maximum < Number(least)) throw new InvalidPattern();
    at = end + 1;
    return [Number(least), maximum];
  };

  const pattern = choice(0);
  if (at < characters.length) throw new InvalidPattern();
  return pattern;
}

/** A class of characters, tested by JavaScript, one character at a time. */
function classTest(source: string): CharacterTest {
  let expression: RegExp;
  try {
    expression = new RegExp(`^${source}$`, "u");
  } catch {
    throw new InvalidPattern();
  }
  return (character) => expression.test(character);
}

function emit(pattern: Pattern, program: Instruction[]): void {
  if (program.length > limits.instructions) throw new Error(`a regular expression has more than ${limits.instructions} parts`);
  if (pattern.kind === "character") program.push({ test: pattern.test });
  else if (pattern.kind === "anchor") program.push({ next: [program.length + 1], anchor: pattern.at });
  else if (pattern.kind === "repeat") emitRepetition(pattern, program);
  else if (pattern.kind === "sequence") for (const item of pattern.items) emit(item, program);
  else emitChoice(pattern.items, program);
}

function emitChoice(items: readonly Pattern[], program: Instruction[]): void {
  const [only] = items;
  if (items.length === 1 && only !== undefined) {
    emit(only, program);
    return;
  }
  const starts: number[] = [];
  const ends: number[][] = [];
  program.push({ next: starts });
  for (const item of items) {
    starts.push(program.length);
    emit(item, program);
    const end: number[] = [];
    ends.push(end);
    program.push({ next: end });
  }
  for (const end of ends) end.push(program.length);
}

function emitRepetition({ item, least, most }: Repetition, program: Instruction[]): void {
  for (let count = 0; count < least; count++) emit(item, program);
  const skips: number[][] = [];
  const optional = most === Infinity ? 1 : most - least;
  for (let count = 0; count < optional; count++) {
    const start = program.length;
    const skip = [start + 1];
    skips.push(skip);
    program.push({ next: skip });
    emit(item, program);
    if (most === Infinity) program.push({ next: [start] });
  }
  for (const skip of skips) skip.push(program.length);
}

function runProgram(program: readonly Instruction[], text: string, whole: boolean, steps: Steps): boolean {
  let states = new Set<number>();
  const characters = Array.from(text);
  for (let at = 0; ; at++) {
    if (at === 0 || !whole) states.add(0);
    const reached = closure(program, states, { "^": at === 0, $: at === characters.length });
    steps.spend(reached.size + 1);
    if (reached.has(program.length - 1) && (!whole || at === characters.length)) return true;
    const character = characters[at];
    if (character === undefined) return false;
    states = new Set();
    for (const state of reached) {
      const instruction = program[state];
      if (typeof instruction === "object" && "test" in instruction && instruction.test(character)) states.add(state + 1);
    }
  }
}

/** The states and all that are reached from them without reading; a set goes through what is added while it is gone through. */
function closure(
  program: readonly Instruction[],
  states: Set<number>,
  holds: { readonly [A in Anchor]: boolean },
): ReadonlySet<number> {
  for (const state of states) {
    const instruction = program[state];
    if (typeof instruction !== "object" || !("next" in instruction)) continue;
    if (instruction.anchor === undefined || holds[instruction.anchor]) for (const next of instruction.next) states.add(next);
  }
  return states;
}
