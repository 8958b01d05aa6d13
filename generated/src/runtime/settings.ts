import type { ClientOptions, HookEvents, Hooks, RequestOptions } from "./options.js";

/** The options of a client and of one call, as one. */
export interface Settings {
  readonly client: ClientOptions;
  readonly call: RequestOptions;
  /** The call's value, or the client's. */
  option: <Name extends keyof RequestOptions>(name: Name) => RequestOptions[Name];
  /** The same for an option that only the API's facts name. */
  named: (name: string) => unknown;
  /** Tells the hooks. */
  notify: <Name extends keyof HookEvents>(name: Name, event: HookEvents[Name]) => Promise<void>;
}

export function settingsOf(client: ClientOptions, call: RequestOptions): Settings {
  return {
    client,
    call,
    option: (name) => call[name] ?? client[name],
    named: (name): unknown => Reflect.get(call, name) ?? Reflect.get(client, name),
    async notify(name, event) {
      await tell(client, name, event);
      await tell(call, name, event);
    },
  };
}

async function tell<Name extends keyof HookEvents>(
  hooks: Hooks,
  name: Name,
  event: HookEvents[Name],
): Promise<void> {
  await hooks[name]?.(event);
}
