import { spawn } from "@lydell/node-pty";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect } from "vitest";

/** specloom on a pseudo-terminal, as somebody at a keyboard sees it. */
export interface Session {
  /** All that was shown so far, with its control characters. */
  readonly shown: () => string;
  readonly press: (keys: string) => void;
  readonly untilShown: (text: string) => Promise<void>;
  readonly ended: Promise<number>;
}

const bin = join(import.meta.dirname, "../../../generator/bin.mjs");

export const ctrlC = "\u0003";
export const enter = "\r";

const { NO_COLOR: _, FORCE_COLOR: _forced, CI: _ci, ...environment } = process.env;

export function startOnTerminal(
  folder: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Session {
  const terminal = spawn(process.execPath, [bin, ...args], {
    cwd: folder,
    cols: 80,
    rows: 24,
    env: { ...environment, TERM: "xterm-256color", ...variables },
  });
  let shown = "";
  terminal.onData((data) => (shown += data));
  return {
    shown: () => shown,
    press: (keys) => {
      terminal.write(keys);
    },
    untilShown: (text) =>
      expect
        .poll(() => stripVTControlCharacters(shown), { timeout: 30_000, interval: 20 })
        .toContain(text)
        .then(() => undefined),
    ended: new Promise((resolve) => {
      terminal.onExit(({ exitCode }) => {
        resolve(exitCode);
      });
    }),
  };
}
