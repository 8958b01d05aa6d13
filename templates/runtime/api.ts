/**
 * What the runtime knows about its API. This one stands in for the module that is generated in its place, so that the runtime compiles
 * and can be tested where it lies.
 */
import type { ApiFacts } from "./api-facts.js";
import type { WithHeaders } from "./bodies/responses.js";
import { bearer } from "./credentials/bearer.js";
import { fieldHolds } from "./retries/field-holds.js";
import { renewTokens } from "./credentials/renew-tokens.js";
import { versions } from "./call/versions.js";

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

export const api: ApiFacts = {
  baseUrl: "https://api.example.com",
  userAgent: "example-client/0.1.0",
  versions: versions("v3", { "2026-03": "/things/2026-03", v3: "/things/v3" }),
  credentials: [bearer("accessToken")],
  retry: {
    statuses: [423, 429, 500, 502, 503, 504],
    waitSeconds: { 423: 0.2 },
    never: fieldHolds(["policyName"], ["DAILY"]),
  },
  recover: renewTokens,
};
