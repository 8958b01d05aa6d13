import type { ClientOptions, HookEvents, Hooks, RequestOptions } from "./options.js";
import type { RetryBudget } from "./retry.js";

/** The options of a client and of one call, as one. */
export interface Settings {
  readonly client: ClientOptions;
  readonly call: RequestOptions;
  /** What the client has left of it; shared by all its calls. */
  readonly budget: RetryBudget;
  /** The call's value, or the client's. */
  option: OptionOf;
  /** Tells the hooks. */
  notify: <Name extends keyof HookEvents>(name: Name, event: HookEvents[Name]) => Promise<void>;
}

/** The second form is for options that only the API's facts name. */
interface OptionOf {
  <Name extends keyof RequestOptions>(name: Name): RequestOptions[Name];
  (name: string): unknown;
}

export function settingsOf(client: ClientOptions, call: RequestOptions, budget: RetryBudget): Settings {
  function option<Name extends keyof RequestOptions>(name: Name): RequestOptions[Name];
  function option(name: string): unknown;
  function option(name: string): unknown {
    return Reflect.get(call, name) ?? Reflect.get(client, name);
  }
  return {
    client,
    call,
    budget,
    option,
    async notify(name, event) {
      const both: readonly Hooks[] = [client, call];
      for (const hooks of both) if (hooks[name]) await hooks[name](event);
    },
  };
}
