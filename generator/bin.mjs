#!/usr/bin/env node
import { register } from "tsx/esm/api";

// specloom runs from its sources: there is no build that could be stale.
register();
const { main } = await import("./cli.ts");
process.exitCode = await main(process.argv.slice(2), { out: console.log, error: console.error });
