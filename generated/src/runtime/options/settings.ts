import type { ApiFacts } from "../api-facts.js";
import type { ClientOptions, RequestOptions } from "./options.js";
import type { HookEvents, Hooks } from "./hooks.js";
import type { OptionReader } from "./option-reader.js";
import { propertyOf } from "../values/objects.js";

/** The options of a client and of one call, combined. */
export interface Settings extends OptionReader {
  readonly api: ApiFacts;
  readonly call: RequestOptions;
  /** Shared by all calls of the client. */
  readonly budget: RetryBudget;
  /** The signals that abort the call. */
  readonly signals: readonly AbortSignal[];
  /** Calls the client's and the call's hook of this name. If there is none, no event is created and there is nothing to await. */
  notify: <Name extends keyof HookEvents>(
    name: Name,
    createEvent: () => HookEvents[Name],
  ) => Promise<void> | undefined;
}

/** The number of retries that a client may still make, so that retries do not multiply the load on a service that is failing. */
export interface RetryBudget {
  retries: number;
}

/** Combines the options of a client and of one call. */
export function settingsOf(
  client: ClientOptions,
  call: RequestOptions,
  budget: RetryBudget,
  api: ApiFacts,
): Settings {
  function option<Name extends keyof RequestOptions>(name: Name): RequestOptions[Name];
  function option(name: string): unknown;
  function option(name: string): unknown {
    return propertyOf(call, name) ?? propertyOf(client, name);
  }
  const signals = [client.signal, call.signal].flatMap((signal) => signal ?? []);
  return {
    api,
    client,
    call,
    budget,
    signals,
    option,
    notify: (name, createEvent) =>
      (client[name] ?? call[name]) && notifyAll([client, call], name, createEvent),
  };
}

async function notifyAll<Name extends keyof HookEvents>(
  hooks: readonly Hooks[],
  name: Name,
  createEvent: () => HookEvents[Name],
) {
  for (const one of hooks) await one[name]?.(createEvent());
}
