#!/usr/bin/env node
// The published package holds the bundle alone. A clone holds the sources, and builds the bundle whenever it is older than they are.
import { existsSync } from "node:fs";

const build = new URL("../build/ensure-built.mjs", import.meta.url);
if (existsSync(build)) await import(build.href).then(({ ensureBuilt }) => ensureBuilt());
const { main } = await import("../dist/specloom.js");
process.exitCode = await main(process.argv.slice(2), { out: console.log, error: console.error });
