import type { ClientOptions, RequestOptions } from "./options.js";
import type { HookEvents, Hooks } from "./hooks.js";

/** The options of a client and of one call, as one. */
export interface Settings {
  readonly client: ClientOptions;
  readonly call: RequestOptions;
  /** What the client has left of it; shared by all its calls. */
  readonly budget: RetryBudget;
  /** What may end the call. */
  readonly signals: readonly AbortSignal[];
  /** The call's value, or the client's. */
  option: ReadOption;
  /** Tells the hooks, where there are any. */
  callHooks: <Name extends keyof HookEvents>(name: Name, tell: () => HookEvents[Name]) => Promise<void>;
}

/** The second form is for options that only the API's facts name. */
interface ReadOption {
  <Name extends keyof RequestOptions>(name: Name): RequestOptions[Name];
  (name: string): unknown;
}

/** What a client may still send again: an outage that every caller meets with more requests lasts longer. */
export interface RetryBudget {
  retries: number;
}

/** Finds out where the requests of a call go. */
export type BaseUrlResolver = (settings: Settings) => string;

export function settingsOf(client: ClientOptions, call: RequestOptions, budget: RetryBudget): Settings {
  function option<Name extends keyof RequestOptions>(name: Name): RequestOptions[Name];
  function option(name: string): unknown;
  function option(name: string): unknown {
    return Reflect.get(call, name) ?? Reflect.get(client, name);
  }
  const signals = [client.signal, call.signal].flatMap((signal) => signal ?? []);
  return { client, call, budget, signals, option, callHooks: (name, tell) => callEachHook([client, call], name, tell) };
}

async function callEachHook<Name extends keyof HookEvents>(both: readonly Hooks[], name: Name, tell: () => HookEvents[Name]) {
  for (const hooks of both) if (hooks[name]) await hooks[name](tell());
}
