import { Command, CommanderError, Option } from "commander";

/** What the demo is to do, by its command line. */
export type DemoCommand =
  | { readonly mode: "rehearsal" }
  | { readonly mode: "live"; readonly file: string; readonly token: string; readonly yes: boolean; readonly baseUrl?: string }
  | { readonly mode: "nothing more" };

/** Ends the demo with exit code 2; the message says what to do instead. */
export class UsageError extends Error {}

interface Flags {
  readonly live?: true;
  readonly file?: string;
  readonly yes?: true;
  readonly baseUrl?: string;
}

export function readCommand(args: readonly string[], token: string | undefined): DemoCommand {
  const program = new Command("npm run demo --")
    .description("Update partner clients through the built package: 250 of a fake service, or yours with --live.")
    .option("--live", "change records of a real account; the environment variable HUBSPOT_TOKEN holds the token")
    .option("--file <file>", 'with --live: a JSON array of { "id", "properties", "idProperty"? }')
    .option("--yes", "with --live: do not ask before writing")
    .addOption(new Option("--base-url <url>", "with --live: where the service is").hideHelp())
    .allowExcessArguments(false)
    .exitOverride();
  try {
    program.parse(args, { from: "user" });
  } catch (thrown) {
    // Commander has printed the message already.
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return { mode: "nothing more" };
    throw thrown instanceof CommanderError ? new UsageError("") : thrown;
  }
  return commandOf(program.opts<Flags>(), token?.trim());
}

function commandOf({ live, file, yes, baseUrl }: Flags, token: string | undefined): DemoCommand {
  if (!live && (file ?? yes ?? baseUrl) !== undefined) throw new UsageError("--file and --yes go with --live.");
  if (!live) return { mode: "rehearsal" };
  if (file === undefined) throw new UsageError("--live needs --file, a JSON file with the updates.");
  if (!token) throw new UsageError("--live needs the environment variable HUBSPOT_TOKEN: the access token of a private app.");
  return { mode: "live", file, token, yes: yes ?? false, ...(baseUrl !== undefined && { baseUrl }) };
}
