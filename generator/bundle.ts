/** The one module of the published package: what `import … from "specloom"` gives, and the command line for `bin.mjs`. */
export * from "./index.js";
export { main } from "./cli.js";
