import { refuse, Refusal } from "../../diagnostics.js";
import type { Files } from "../../files.js";
import type { Api } from "../../model/types/api.js";
import { compareStrings } from "../../model/reading/order.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { expectedValues, isApi, isFiles, isPlan } from "./hook-values.js";
import type { Hooks } from "./hooks.js";
import { thrownSentence } from "./thrown-sentence.js";

/** Runs hooks. What a hook breaks is reported as its fault, also where it shows only later. */
export interface HookRunner {
  readonly model: (api: Api) => Promise<Api>;
  readonly plan: (plan: PackagePlan) => Promise<PackagePlan>;
  readonly files: (files: Files, plan: PackagePlan) => Promise<Files>;
  /** Does what follows a hook. An error that is no refusal is a consequence of what the hook returned. */
  readonly blaming: <T>(work: () => T | Promise<T>) => Promise<T>;
}

export function runHooks(hooks: Hooks): HookRunner {
  const ran: string[] = [];
  const run = async <T>(
    name: keyof Hooks,
    given: T,
    call: (() => unknown) | undefined,
    isValid: (value: object) => value is T & object,
  ) => {
    if (call === undefined) return given;
    const returned = await attempt(name, call);
    if (returned === undefined) return given;
    ran.push(name);
    return typeof returned === "object" && returned !== null && isValid(returned) ? returned : refuseValue(name);
  };
  const { model, plan, files } = hooks;
  return {
    model: (api) => run("model", api, model && (() => model(api)), isApi),
    plan: (given) => run("plan", given, plan && (() => plan(given)), isPlan),
    files: async (given, made) => {
      const changed = await run("files", given, files && (() => files(new Map(given), made)), isFiles);
      return changed === given ? given : new Map([...changed].sort(([a], [b]) => compareStrings(a, b)));
    },
    blaming: async (work) => {
      try {
        return await work();
      } catch (thrown) {
        if (thrown instanceof Refusal || ran.length === 0) throw thrown;
        return refuseHook(ran.join("` and `"), `what it returned cannot be used: ${thrownSentence(thrown)}`);
      }
    },
  };
}

async function attempt(name: string, call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (thrown) {
    return refuseHook(name, `it failed: ${thrownSentence(thrown)}`);
  }
}

function refuseValue(name: keyof Hooks): never {
  return refuseHook(name, `it must return nothing, or ${expectedValues[name]}.`);
}

function refuseHook(name: string, what: string): never {
  refuse("hook-failed", undefined, `The hook \`${name}\` of the config file is at fault: ${what}`, {
    help: "Mend the hook, or leave it out. Nothing was written.",
  });
}
