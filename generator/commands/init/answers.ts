import { refuse } from "../../diagnostics.js";
import { standardInput } from "../../load/read/read-text.js";
import {
  type CiService,
  type ConfigFormat,
  type Flags,
  type Layout,
  type OptionName,
  type OptionRow,
  optionTable,
  type OptionsOf,
} from "../../options.js";

/** Asks somebody at a terminal. */
export interface Asker {
  readonly text: (message: string, initial: string | undefined) => Promise<string>;
  readonly choice: (message: string, values: readonly string[], initial: string) => Promise<string>;
  /** Any number of the values, each with its line. */
  readonly several: (message: string, lines: ReadonlyMap<string, string>) => Promise<readonly string[]>;
}

/** What `init` needs to know before it looks at the description. */
export interface Answers {
  readonly input: string;
  readonly layout: Layout;
  readonly output: string;
  readonly name?: string;
  readonly configFormat: ConfigFormat;
  readonly ci: CiService;
}

interface Question {
  readonly option: OptionName;
  readonly message: string;
  /** A first guess, from the answers before. */
  readonly initial?: (answers: Given) => string;
  readonly isNeeded?: (answers: Given) => boolean;
}

type Given = { readonly [N in OptionName]?: string };

/** In the order in which they are asked. The values to choose from, and the default, are those of the option. */
const questions: readonly Question[] = [
  { option: "input", message: "Where is the OpenAPI description? A file or an address" },
  { option: "layout", message: "What do you need: an npm package, source for a folder of an application, or types?" },
  { option: "name", message: "What is the package's npm name?", isNeeded: ({ layout }) => layout === "package" },
  { option: "output", message: "Which folder is written?", initial: outputFor },
  { option: "configFormat", message: "In which language is the config file?" },
  { option: "ci", message: "Which service checks that the output is up to date?" },
];

/**
 * The answers, from the command line where it has them. Without somebody to ask, an option that has no default must be there.
 *
 * @throws Refusal - `usage`.
 */
export async function answersOf(flags: Flags, options: OptionsOf<"init">, asker: Asker | undefined): Promise<Answers> {
  const given: { [N in OptionName]?: string } = {};
  for (const question of questions) {
    const { option } = question;
    const { isNeeded = () => true } = question;
    const value = flags[option] ?? (isNeeded(given) ? await answer(question, given, options, asker) : undefined);
    if (typeof value === "string") given[option] = value;
  }
  if (given.input === standardInput)
    refuse("usage", undefined, "init needs a description that later runs can read, too, not standard input.", {
      help: "Save it to a file, and name that with --input.",
    });
  // The loop above asked for each, and the choices were checked by the parser of the command line or are those of the list.
  return given as unknown as Answers;
}

function answer(
  { option, message, initial }: Question,
  given: Given,
  options: OptionsOf<"init">,
  asker: Asker | undefined,
): Promise<string> | string {
  const { flag, choices: all, choicesFor, default: usual }: OptionRow = optionTable[option];
  const choices = choicesFor?.init ?? all;
  if (asker === undefined) return typeof usual === "string" ? usual : refuseMissing(flag, options.layout);
  return choices === undefined ? asker.text(message, initial?.(given)) : asker.choice(message, choices, String(usual));
}

function outputFor({ layout, name }: Given): string {
  return layout === "package" ? (name ?? "client").replace(/^@[^/]*\//, "") : "src/api";
}

function refuseMissing(flag: string, layout: Layout): never {
  const name = flag.replace(/ .*/, "");
  const why = name === "--name" ? ` The layout ${layout} needs it.` : "";
  refuse("usage", undefined, `${name} is missing.${why}`, {
    help: "Give it on the command line: init asks only on a terminal.",
  });
}
