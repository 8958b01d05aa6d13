const defaultFormat = "text";

/** The options that say how a run goes and what it prints, as rows of the table in `options.ts`. No file depends on them. */
export const runOptions = {
  full: {
    flag: "--full",
    help: "generate even if nothing has changed since the last run",
    type: "boolean",
    inConfigFile: false,
    default: false,
    affectsFiles: false,
    commands: ["generate", "check"],
  },
  quiet: {
    flag: "--quiet",
    help: "print errors only",
    type: "boolean",
    inConfigFile: false,
    default: false,
    affectsFiles: false,
    commands: ["generate", "check", "watch"],
  },
  verbose: {
    flag: "--verbose",
    help: "print notes, too, such as what was repaired",
    type: "boolean",
    inConfigFile: false,
    default: false,
    affectsFiles: false,
  },
  debug: {
    flag: "--debug",
    help: "show the stack trace of an unexpected failure",
    type: "boolean",
    inConfigFile: false,
    default: false,
    affectsFiles: false,
  },
  format: {
    flag: "--format <format>",
    help: `the format of what is printed; overlay keeps all names, overlay-without-scopes shortens them, suggestions has what is missing (default: "${defaultFormat}")`,
    type: "string",
    choices: ["text", "json", "overlay", "overlay-without-scopes", "suggestions", "markdown", "github", "sarif", "html", "junit"],
    choicesFor: {
      generate: ["text", "json"],
      watch: ["text", "json"],
      init: ["text", "json"],
      check: ["text", "json", "github", "junit"],
      inspect: ["text", "json", "overlay", "overlay-without-scopes", "suggestions"],
      compare: ["text", "markdown", "json", "github", "sarif", "html"],
      adopt: ["text", "markdown", "json"],
      explain: ["text", "json"],
    },
    inConfigFile: false,
    default: defaultFormat,
    commands: ["generate", "check", "watch", "inspect", "compare", "adopt", "explain", "init"],
    affectsFiles: false,
  },
} as const;
