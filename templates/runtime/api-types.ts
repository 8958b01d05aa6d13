/**
 * The types of this API that the runtime names. A stand-in for the module that is generated in its place, so that the runtime compiles and
 * can be tested on its own.
 */
import type { DescribedHeaders, TypedHeaders } from "./bodies/response-types.js";

/** The versions of the API; each has the same operations under another path prefix. */
export type ApiVersion = "2026-03" | "v3";

/** The base URL of the API. */
export type ServerUrl = string;

/** The options that this API adds to every client and call. */
export interface ApiOptions {
  /** The token, or a function that returns one and is called before each request. */
  accessToken?: string | (() => string | Promise<string>) | undefined;
  /** Default: `"v3"`. */
  apiVersion?: ApiVersion | undefined;
}

/** The body of a failed response, if it is the same for all operations. */
export interface ErrorBody {
  category?: string;
  correlationId: string;
  message: string;
}

/** The response types of each operation, by the name of its method in the class. */
export interface Operations {
  get: { 200: { id: string }; 404: { missing: string } } & DescribedHeaders<{
    404: TypedHeaders<"x-hint">;
  }>;
  update: { 200: { id: string }; 404: { missing: string }; "5XX": string; default: ErrorBody };
}
