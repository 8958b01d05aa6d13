#!/usr/bin/env node
import { existsSync } from "node:fs";
import { setFlagsFromString } from "node:v8";

/**
 * V8 of these versions of Node.js optimizes functions so early, and so much code with each, that a run of seconds spends a quarter of its
 * processor time on that. Later versions have a quicker compiler for it. V8 prints an error for a flag that it does not know, so each version
 * has its own.
 */
const lessInlining = "--max-inlined-bytecode-size-cumulative=300";
const flags = {
  20: ["--interrupt-budget=1000000", lessInlining],
  22: ["--invocation-count-for-turbofan=20000", lessInlining],
};
for (const flag of flags[parseInt(process.versions.node)] ?? []) setFlagsFromString(flag);

// The published package holds the bundle alone. A clone holds the sources, and builds the bundle whenever it is older than they are.
const build = new URL("../build/ensure-built.mjs", import.meta.url);
if (existsSync(build)) await import(build.href).then(({ ensureBuilt }) => ensureBuilt());
const { main } = await import("../dist/cli.js");
const isInteractive = process.stdin.isTTY === true && process.stdout.isTTY === true;
const showsProgress = process.stderr.isTTY === true && process.env.TERM !== "dumb" && !process.env.CI;
process.exitCode = await main(process.argv.slice(2), { out: console.log, error: console.error, isInteractive, showsProgress });
