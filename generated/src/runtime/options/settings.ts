import type { ClientOptions, RequestOptions } from "./options.js";
import type { HookEvents, Hooks } from "./hooks.js";
import { propertyOf } from "../values/objects.js";

/** The options of a client and of one call, combined. */
export interface Settings {
  readonly client: ClientOptions;
  readonly call: RequestOptions;
  /** Shared by all calls of the client. */
  readonly budget: RetryBudget;
  /** The signals that abort the call. */
  readonly signals: readonly AbortSignal[];
  /** The value of an option: the call's, or else the client's. */
  option: ReadOption;
  /** Calls the client's and the call's hook of this name. The event is created only if there is one. */
  notify: <Name extends keyof HookEvents>(
    name: Name,
    createEvent: () => HookEvents[Name],
  ) => Promise<void>;
}

/** The second signature is for options that only the generated facts name, such as those of credentials. */
interface ReadOption {
  <Name extends keyof RequestOptions>(name: Name): RequestOptions[Name];
  (name: string): unknown;
}

/** The number of retries that a client may still make, so that retries do not multiply the load on a service that is failing. */
export interface RetryBudget {
  retries: number;
}

/** Determines the base URL of a call from its options. */
export type BaseUrlResolver = (settings: Settings) => string;

/** Combines the options of a client and of one call. */
export function settingsOf(
  client: ClientOptions,
  call: RequestOptions,
  budget: RetryBudget,
): Settings {
  function option<Name extends keyof RequestOptions>(name: Name): RequestOptions[Name];
  function option(name: string): unknown;
  function option(name: string): unknown {
    return propertyOf(call, name) ?? propertyOf(client, name);
  }
  const signals = [client.signal, call.signal].flatMap((signal) => signal ?? []);
  return {
    client,
    call,
    budget,
    signals,
    option,
    notify: (name, createEvent) => notifyAll([client, call], name, createEvent),
  };
}

async function notifyAll<Name extends keyof HookEvents>(
  hooks: readonly Hooks[],
  name: Name,
  createEvent: () => HookEvents[Name],
) {
  for (const one of hooks) await one[name]?.(createEvent());
}
