import { createColors } from "picocolors";

/** What says whether a stream shows colours. */
export interface ColourSettings {
  readonly isTTY: boolean | undefined;
  readonly environment: { readonly [name: string]: string | undefined };
}

/** Terminals show colours, files and logs do not; `NO_COLOR` and `FORCE_COLOR` say otherwise, the first before the second. */
export function showsColours({ isTTY, environment }: ColourSettings): boolean {
  const { NO_COLOR, FORCE_COLOR } = environment;
  if (NO_COLOR) return false;
  return FORCE_COLOR === undefined ? isTTY === true : !["0", "false"].includes(FORCE_COLOR);
}

const coloursOf = (stream: NodeJS.WriteStream): ReturnType<typeof createColors> =>
  createColors(showsColours({ isTTY: stream.isTTY, environment: process.env }));

/** For reports, which are what a command was asked for. */
export const stdoutColours = coloursOf(process.stdout);
/** For diagnostics and messages. */
export const stderrColours = coloursOf(process.stderr);
