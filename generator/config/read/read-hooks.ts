import { refuse } from "../../diagnostics.js";
import { fieldsOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
import { quote } from "../../load/tree/quote.js";
import { type Hooks, hookNames } from "../hooks/hooks.js";
import { closest, listed } from "../suggestions.js";
import type { ConfigTree } from "./value-node.js";

/**
 * Reads the hooks of an output.
 *
 * @throws Refusal - `config-invalid`.
 */
export function readHooks(node: Node, functions: ConfigTree["functions"]): Hooks {
  const hooks = [...fieldsOf(node)].map(([name, hook]) => {
    if (!hookNames.some((known) => known === name))
      refuse("config-invalid", hook.place, `${quote(name)} is no hook.${closest(name, hookNames)}`, {
        help: `The hooks are ${listed(hookNames)}.`,
      });
    const found = functions.get(hook.place.pointer);
    if (found === undefined) refuseData(hook);
    return [name, found.call] as const;
  });
  if (node.kind !== "map") refuseData(node);
  // What a hook returns is checked when it has run.
  return Object.fromEntries(hooks);
}

/** Refuses functions in other places than hooks. */
export function assertHooks(functions: ConfigTree["functions"], outputs: readonly { readonly hooks?: Hooks }[]): void {
  const hooks = new Set<unknown>(outputs.flatMap(({ hooks: { model, plan, files } = {} }) => [model, plan, files]));
  for (const { call, place } of functions.values())
    if (!hooks.has(call)) refuse("config-invalid", place, "A function cannot be the value of this option.");
}

function refuseData({ place }: Node): never {
  refuse("config-invalid", place, "Hooks are functions, so they need a config file that is a module.", {
    help: "Write `specloom.config.ts`, with `hooks: { files: (files) => … }`.",
  });
}
