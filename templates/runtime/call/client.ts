import { createApiPromise } from "./api-promise.js";
import type { ApiPromise } from "./api-promise.js";
import { sendWithRetries } from "./call.js";
import type { ClientOptions, RequestOptions } from "../options/options.js";
import type { ApiRequest } from "./api-request.js";
import { createRetryBudget } from "../retries/retry.js";
import { settingsOf } from "../options/settings.js";

/** What operations are called with: the address, the credentials and the defaults of their requests. */
export interface Client {
  /** Sends a request at once, awaited or not. Operations call this; their types say what the service answers. */
  send<Data, Responses>(request: ApiRequest, options?: RequestOptions): ApiPromise<Data, Responses>;
}

/** Makes a client for the functions of this package. */
export function createClient(options: ClientOptions = {}): Client {
  const budget = createRetryBudget();
  return { send: (request, call = {}) => createApiPromise(sendWithRetries(request, settingsOf(options, call, budget)), request) };
}
