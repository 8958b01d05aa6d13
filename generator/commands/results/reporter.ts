import { type Diagnostic, diagnostic } from "../../diagnostics.js";
import type { CommandName } from "../../options.js";
import { printable, printableJson, renderDiagnostic, renderDiagnostics, type Texts } from "../../report.js";
import { jsonDiagnostic } from "./json-diagnostics.js";
import type { Terminal } from "./terminal.js";

/** Prints what a command found and did: for people as it goes, for programs as one JSON document. */
export interface Reporter {
  /** Diagnostics of an output. Those that another output has, too, since they share a description, are told once. */
  readonly diagnostics: (found: readonly Diagnostic[], texts: Texts, all: boolean) => void;
  /** What the run is at now, for a terminal; undefined where it has come to an end. */
  readonly stage: (stage: string | undefined) => void;
  /** A line for people beside the result. */
  readonly note: (line: string) => void;
  /** What the command did, in both forms. Ends a run: only `watch` has more than one. */
  readonly result: (ok: boolean, fields: object, lines: readonly string[]) => void;
  /** The end of a run that cannot go on. */
  readonly refusal: (diagnostics: readonly Diagnostic[]) => void;
  /** A command line that its parser refuses, and has told people about. */
  readonly usage: (message: string, help: string | undefined) => void;
  /** A failure that is no refusal. */
  readonly bug: (message: string) => void;
}

const bugHelp = "Please report it with the description that caused it; --debug shows where it happened.";

/**
 * Results go to standard output, diagnostics to standard error.
 *
 * @param known - The texts that a refusal can be about.
 */
export function textReporter(terminal: Terminal, known: Texts): Reporter {
  let printed = new Set<string>();
  return {
    diagnostics: (found, texts, all) => {
      const before = new Set(printed);
      for (const line of renderDiagnostics(found, texts, all)) {
        printed.add(line);
        if (!before.has(line)) terminal.error(line);
      }
    },
    stage: (stage) => terminal.progress?.stage(stage === undefined ? undefined : printable(stage)),
    note: (line) => terminal.error(printable(line)),
    result: (_ok, _fields, lines) => {
      terminal.progress?.stage(undefined);
      printed = new Set();
      for (const line of lines) terminal.out(printable(line));
    },
    refusal: (diagnostics) => {
      printed = new Set();
      for (const one of diagnostics) terminal.error(renderDiagnostic(one, known));
    },
    usage: () => undefined,
    bug: (message) => {
      terminal.error(`specloom failed, which is a bug of specloom: ${printable(message)}`);
      terminal.error(bugHelp);
    },
  };
}

/** One document for each run, on standard output alone. Those of `watch` take a line each, so that a program can tell them apart. */
export function jsonReporter(command: CommandName | null, terminal: Terminal, known: Texts): Reporter {
  let told = new Map<string, object>();
  const tell = (found: readonly Diagnostic[], texts: Texts) => {
    for (const one of found) told.set(JSON.stringify(one), jsonDiagnostic(one, texts));
  };
  const print = (ok: boolean, fields: object) => {
    const document = { command, ok, ...fields, diagnostics: [...told.values()] };
    told = new Map();
    terminal.out(printableJson(JSON.stringify(document, null, command === "watch" ? 0 : 2)));
  };
  const refusal = (diagnostics: readonly Diagnostic[]) => {
    tell(diagnostics, known);
    print(false, {});
  };
  return {
    diagnostics: tell,
    stage: () => undefined,
    note: () => undefined,
    result: print,
    refusal,
    usage: (message, help) => refusal([diagnostic("usage", undefined, message, help === undefined ? {} : { help })]),
    bug: (message) => refusal([diagnostic("internal", undefined, message, { help: bugHelp })]),
  };
}
