import type { ApiFacts } from "../api-facts.js";
import { api } from "../api.js";
import { createApiPromise } from "./api-promise.js";
import type { ApiPromise } from "./api-promise.js";
import { sendWithRetries } from "./call.js";
import type { ClientOptions, RequestOptions } from "../options/options.js";
import type { ApiRequest } from "./api-request.js";
import { createRetryBudget } from "../retries/retry.js";
import { checkRequestNumbers } from "../options/request-numbers.js";
import { settingsOf } from "../options/settings.js";

/** The first argument of every generated function: the base URL, the credentials and the default options of its requests. */
export interface Client {
  /** Sends a request at once, whether or not the promise is awaited. Generated functions call this and declare the response types. */
  send<Data, Responses>(request: ApiRequest, options?: RequestOptions): ApiPromise<Data, Responses>;
}

/** Makes a client for the functions of this package. */
export function createClient(options: ClientOptions = {}, facts: ApiFacts = api): Client {
  checkRequestNumbers(options);
  const budget = createRetryBudget();
  return {
    send: (request, call = {}) =>
      createApiPromise(sendWithRetries(request, settingsOf(options, call, budget, facts)), request),
  };
}
