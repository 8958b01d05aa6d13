import type { ApiRequest } from "./api-request.js";
import type { HasResponseTypes, ApiResponse } from "../bodies/response-types.js";

export type { ApiResponse } from "../bodies/response-types.js";

/**
 * The response to a request that has already been sent: a promise of its body, or, by {@link withResponse}, of status, headers and body.
 * The request is sent whether or not the promise is awaited.
 */
export interface ApiPromise<Data, Responses = unknown>
  extends Promise<Data>, HasResponseTypes<Responses> {
  /** The same response with its status and headers; `status` determines the type of `data`. */
  withResponse(): Promise<ApiResponse<Responses>>;
  /** @internal The request, so that its response can be read in another way. */
  readonly request: ApiRequest;
}

/** A successful response before its body is given the type that the description declares. */
export interface SuccessfulResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly data: unknown;
}

/** Makes the promise of a call. The types are those that the description declares; nothing checks them at run time. */
export function createApiPromise<Data, Responses>(
  response: Promise<SuccessfulResponse>,
  request: ApiRequest,
): ApiPromise<Data, Responses> {
  const typed = response as Promise<ApiResponse<Responses>>;
  const data = response.then((received) => received.data as Data);
  return Object.assign(data, {
    request,
    withResponse() {
      // The caller handles a failure on the promise returned here, so the promise of the body must not report it as unhandled.
      data.catch(() => undefined);
      return typed.then((received) => received);
    },
  });
}
