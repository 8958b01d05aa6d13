#!/usr/bin/env node
import { register } from "tsx/esm/api";

// Runs the TypeScript sources directly, so that there is no build that could be out of date.
register();
const { main } = await import("./cli.ts");
process.exitCode = await main(process.argv.slice(2), { out: console.log, error: console.error });
