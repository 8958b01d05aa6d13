import type { ApiRequest } from "./api-request.js";
import type { HasResponseTypes, ApiResponse } from "../bodies/response-types.js";

export type { ApiResponse } from "../bodies/response-types.js";

/**
 * The answer of a request that is already on its way: a promise of its body, or, by {@link withResponse}, of status, headers and body.
 * The request is sent whether or not it is awaited.
 */
export interface ApiPromise<Data, Responses = unknown> extends Promise<Data>, HasResponseTypes<Responses> {
  /** The same answer with its status and headers; `status` tells what `data` is. */
  withResponse(): Promise<ApiResponse<Responses>>;
  /** @internal What is sent, so that its answer can be read in another way. */
  readonly request: ApiRequest;
}

/** What came back, before anybody says what type its body has. */
export interface SuccessfulResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly data: unknown;
}

/** Makes the promise of a call. The types are the description's word for what the service answers; nothing checks them at run time. */
export function createApiPromise<Data, Responses>(
  answer: Promise<SuccessfulResponse>,
  request: ApiRequest,
): ApiPromise<Data, Responses> {
  const response = answer as Promise<ApiResponse<Responses>>;
  const data = answer.then((arrived) => arrived.data as Data);
  return Object.assign(data, {
    request,
    withResponse() {
      // Whoever asks for the response handles its failure there; the promise of the body alone must not report it again.
      data.catch(() => undefined);
      return response.then((arrived) => arrived);
    },
  });
}
