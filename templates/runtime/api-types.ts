/**
 * The types of this API that the runtime names. A stand-in for the module that is generated in its place, so that the runtime compiles and
 * can be tested on its own.
 */
import type { WithHeaders } from "./bodies/response-types.js";

/** The versions of the API; each has the same operations under another path prefix. */
export type ApiVersion = "2026-03" | "v3";

/** Where the API is. */
export type ServerUrl = string;

/** The options that this API adds to every client and call. */
export interface ApiOptions {
  /** The token, or a function that gives one before each request. */
  accessToken?: string | (() => string | Promise<string>) | undefined;
  /** Default: `"v3"`. */
  apiVersion?: ApiVersion | undefined;
}

/** The body that a failed request carries, where all operations agree on it. */
export interface ErrorBody {
  category?: string;
  correlationId: string;
  message: string;
}

/** What each operation answers, by the name under which the class has it. */
export interface Operations {
  get: { 200: { id: string }; 404: WithHeaders<{ missing: string }, "x-hint"> };
  update: { 200: { id: string }; 404: { missing: string }; "5XX": string; default: ErrorBody };
}
