import type * as shared from "../../../runtime/options/options.js";
import type { ApiOptions, ServerUrl } from "../api-types.js";

export type { Fetch, RetryOptions } from "../../../runtime/options/options.js";

/** Options of one request. Each can also be given to the client, as the default of all its requests. */
export interface RequestOptions extends shared.RequestOptions, ApiOptions {}

/** Options of a client. */
export interface ClientOptions extends shared.ClientOptions, ApiOptions {
  /** The base URL of the API, which may have a path. Default: the server in the API's description. */
  baseUrl?: ServerUrl | undefined;
}
