import type { FakeResponse } from "../store/requests-and-responses.js";
import type { Store } from "../store/store.js";

/** A request with what the route table found out about it. */
export interface RoutedRequest {
  /** The path before the object type: `/crm/v3/objects`. */
  readonly prefix: string;
  readonly version: "v3" | "dated";
  /** The path parameters, decoded. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly contentType: string | undefined;
}

export type Handler = (store: Store, call: RoutedRequest) => FakeResponse;

export function parameter(call: RoutedRequest, name: string): string {
  const value = call.parameters.get(name);
  if (value === undefined) throw new Error(`The route has no parameter ${name}.`);
  return value;
}
