/**
 * The facts about this API that the runtime goes by. A stand-in for the module that is generated in its place, so that the runtime compiles
 * and can be tested on its own.
 */
import type { ApiFacts } from "./api-facts.js";
import { bearer } from "./credentials/http-authentication.js";
import { fieldIsOneOf } from "./retries/retry-facts.js";
import { renewTokens } from "./credentials/renew-tokens.js";
import { versions } from "./call/versions.js";

export const api: ApiFacts = {
  baseUrl: "https://api.example.com",
  userAgent: "example-client/0.1.0",
  versions: versions("v3", { "2026-03": "/things/2026-03", v3: "/things/v3" }),
  credentials: [bearer("accessToken")],
  retry: {
    statuses: [423, 429, 500, 502, 503, 504],
    waitSeconds: { 423: 0.2 },
    never: fieldIsOneOf(["policyName"], ["DAILY"]),
  },
  recover: renewTokens,
};
