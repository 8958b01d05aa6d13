import type { ApiPromise } from "../../../runtime/call/api-promise.js";
import * as shared from "../../../runtime/call/raw-request.js";
import { api } from "../api.js";
import type { ApiOptions } from "../api-types.js";
import type { Client } from "./client.js";

/** Options of a request that the description lacks or has wrong. */
export interface RawRequestOptions extends shared.RawRequestOptions, ApiOptions {}

/**
 * Sends a request that the description lacks, or has wrong, with the credentials, retries, limits and hooks of the client.
 *
 * @param path - The path below the base URL, with parameters in braces, such as `/files/{id}`; or a URL of the same origin.
 */
export function request(
  client: Client,
  method: string,
  path: string,
  options?: RawRequestOptions,
): ApiPromise<unknown> {
  return shared.request(client, method, path, options, api);
}
