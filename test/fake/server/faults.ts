import {
  type FakeResponse,
  type Delivery,
  json,
  noContent,
  type ReceivedRequest,
  type ConnectionFault,
  withHeaders,
} from "../store/requests-and-responses.js";
import type { Policy } from "./limits.js";

/** What can go wrong with a request; most properties have a row in the table below. */
export interface Fault {
  /** The status of the response in place of the handler's. 401, 403, 423, 429 and 477 have bodies of their own. */
  readonly status?: number;
  /** The rate limit that a 429 names. */
  readonly policy?: Policy;
  /** The missing scopes that a 403 names. */
  readonly scopes?: readonly string[];
  /** The header `Retry-After`. */
  readonly retryAfter?: number | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, in place of the usual one. */
  readonly body?: string;
  /** An HTML page, like the error pages of gateways. */
  readonly html?: boolean;
  /** Changes the body of a successful batch response. */
  readonly change?: (body: BatchBody) => BatchBody;
  /** A 200 without results and errors; nothing is written. */
  readonly emptyResults?: boolean;
  readonly connection?: ConnectionFault;
  readonly delayMs?: number;
  /** Whether the request takes effect, and only its response is lost. */
  readonly afterEffect?: boolean;
}

/** The part of a batch response that faults change. */
export interface BatchBody {
  readonly status: string;
  readonly results: readonly unknown[];
  readonly errors?: readonly unknown[];
  readonly numErrors?: number;
}

export type Predicate = (request: ReceivedRequest) => boolean;

interface FaultResponse {
  readonly matches: (fault: Fault) => boolean;
  readonly respond: (fault: Fault, correlationId: string) => FakeResponse;
}

const policies: Readonly<Record<Policy, { readonly message: string; readonly headers: Readonly<Record<string, string>> }>> = {
  TEN_SECONDLY_ROLLING: { message: "Too many requests within ten seconds.", headers: { "x-hubspot-ratelimit-remaining": "0" } },
  SECONDLY: { message: "Too many requests within a second.", headers: {} },
  DAILY: { message: "The requests of this day are used up.", headers: { "x-hubspot-ratelimit-daily-remaining": "0" } },
};

/** The body of a 429 differs from other errors and has no category. */
export function rateLimited(policyName: Policy, correlationId: string): FakeResponse {
  const { message, headers } = policies[policyName];
  const body = {
    status: "error",
    message,
    errorType: "RATE_LIMIT",
    correlationId,
    policyName,
    groupName: "publicapi:private-apps:api-calls-per-app",
  };
  return withHeaders(json(429, body), headers);
}

export function unauthorized(correlationId: string): FakeResponse {
  return failed(401, "INVALID_AUTHENTICATION", "The access token is missing or unknown.", correlationId);
}

export function forbidden(scopes: readonly string[], correlationId: string): FakeResponse {
  const message = "The access token lacks a scope.";
  return failed(403, "MISSING_SCOPES", message, correlationId, {
    errors: [{ message, context: { requiredGranularScopes: scopes } }],
  });
}

function failed(status: number, category: string, message: string, correlationId: string, more: object = {}): FakeResponse {
  return json(status, { status: "error", message, correlationId, category, ...more });
}

function htmlPage({ status = 502 }: Fault): FakeResponse {
  const body = `<!doctype html><html><head><title>${status}</title></head><body><h1>Something is broken here</h1></body></html>`;
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

function emptyBatch(): FakeResponse {
  const at = new Date(0).toISOString();
  return json(200, { status: "COMPLETE", results: [], startedAt: at, completedAt: at });
}

function withChange(response: FakeResponse, { change }: Fault): FakeResponse {
  if (!change || response.status >= 300) return response;
  return { ...response, body: JSON.stringify(change(JSON.parse(response.body) as BatchBody)) };
}

/** Whether the client receives nothing of the response. */
function isLost({ connection }: Fault): boolean {
  return connection === "drop" || connection === "stall";
}

const writeScope = ["crm.objects.partner-clients.write"];

// The first row that matches makes the response; aligned for reading.
// prettier-ignore
const faultResponses: readonly FaultResponse[] = [
  { matches: isLost,                                respond: () => noContent },
  { matches: ({ body }) => body !== undefined,      respond: ({ status = 200, body = "" }) => ({ status, headers: { "content-type": "application/json" }, body }) },
  { matches: ({ html }) => html === true,           respond: htmlPage },
  { matches: ({ emptyResults }) => emptyResults === true, respond: emptyBatch },
  { matches: ({ status }) => status === 401,        respond: (_, id) => unauthorized(id) },
  { matches: ({ status }) => status === 403,        respond: ({ scopes = writeScope }, id) => forbidden(scopes, id) },
  { matches: ({ status }) => status === 429,        respond: ({ policy = "TEN_SECONDLY_ROLLING" }, id) => rateLimited(policy, id) },
  { matches: ({ status }) => status === 423,        respond: (_, id) => failed(423, "LOCKED", "The records are being changed; wait two seconds.", id) },
  { matches: ({ status }) => status === 477,        respond: (_, id) => withHeaders(failed(477, "MIGRATION_IN_PROGRESS", "The account is being moved.", id), { "retry-after": "3600" }) },
  { matches: ({ status }) => status !== undefined,  respond: ({ status = 500 }, id) => failed(status, "INTERNAL_ERROR", "Something went wrong inside the service.", id) },
];

/** Applies a fault to a request. `handle` runs the handler, and is called only if the request is to take effect. */
export function applyFault(fault: Fault, handle: () => FakeResponse, correlationId: string): Delivery {
  const kind = faultResponses.find(({ matches }) => matches(fault));
  const effect = !kind || fault.afterEffect ? handle() : noContent;
  const response = withHeaders(kind?.respond(fault, correlationId) ?? withChange(effect, fault), {
    ...(fault.retryAfter !== undefined && { "retry-after": String(fault.retryAfter) }),
    ...fault.headers,
  });
  return {
    response,
    ...(fault.delayMs !== undefined && { delayMs: fault.delayMs }),
    ...(fault.connection && { connection: fault.connection }),
  };
}
