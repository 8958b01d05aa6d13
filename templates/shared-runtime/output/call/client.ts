import type { ApiPromise } from "../../../runtime/call/api-promise.js";
import type { ApiRequest } from "../../../runtime/call/api-request.js";
import * as shared from "../../../runtime/call/client.js";
import { markError } from "../api-errors.js";
import { api } from "../api.js";
import type { ClientOptions, RequestOptions } from "../options/options.js";
import { assertRuntimeFits } from "../runtime-fit.js";

/** The first argument of every generated function: the base URL, the credentials and the default options of its requests. */
export interface Client {
  /** Sends a request at once, whether or not the promise is awaited. Generated functions call this and declare the response types. */
  send<Data, Responses>(request: ApiRequest, options?: RequestOptions): ApiPromise<Data, Responses>;
}

/** Makes a client for the functions of this API. */
export function createClient(options: ClientOptions = {}): Client {
  assertRuntimeFits(api.userAgent);
  return shared.createClient(options, { ...api, mark: markError });
}
