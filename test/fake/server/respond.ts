import { type FakeResponse, json, type ReceivedRequest, withHeaders } from "../store/requests-and-responses.js";
import { type Failure, RequestRefused } from "../store/failures.js";
import { forbidden, rateLimited, unauthorized } from "./faults.js";
import type { Limits } from "./limits.js";
import { isV3, type Match, matchRoute, type Scope } from "./routes.js";
import type { Store } from "../store/store.js";

/** What is needed to respond to a request. */
export interface Service {
  readonly store: Store;
  readonly limits: Limits;
  readonly token: string;
  readonly scopes: readonly Scope[];
}

/** The response without any fault. Each has a correlation id: in a header, and in the body of an error, too. */
export function respond(service: Service, request: ReceivedRequest, correlationId: string): FakeResponse {
  return withHeaders(checkAndHandle(service, request, correlationId), { "x-hubspot-correlation-id": correlationId });
}

/** Checks the route, the token, the rate limits and the scope, then calls the handler. */
function checkAndHandle(service: Service, request: ReceivedRequest, correlationId: string): FakeResponse {
  const url = new URL(request.url, "http://fake.invalid");
  const match = matchRoute(request.method, url.pathname);
  if (typeof match === "string") return unknownRoute(match, correlationId);
  if (request.headers.authorization !== `Bearer ${service.token}`) return unauthorized(correlationId);
  const unmetered = match.route.unmetered ?? false;
  const broken = service.limits.take(unmetered);
  const response = broken ? rateLimited(broken, correlationId) : handle(service, request, match, url, correlationId);
  return unmetered ? response : withHeaders(response, { ...service.limits.headers(), ...response.headers });
}

function unknownRoute(reason: "no such method" | "no such path", correlationId: string): FakeResponse {
  const status = reason === "no such method" ? 405 : 404;
  return json(status, { status: "error", message: `There is ${reason} here.`, correlationId });
}

function handle(
  { store, scopes }: Service,
  request: ReceivedRequest,
  match: Match,
  url: URL,
  correlationId: string,
): FakeResponse {
  const { route, prefix, parameters } = match;
  if (!scopes.includes(route.scope)) return forbidden([route.scope], correlationId);
  const contentType = request.headers["content-type"];
  const version = isV3(prefix) ? "v3" : "dated";
  try {
    return route.handle(store, { prefix, version, parameters, query: url.searchParams, body: request.body, contentType });
  } catch (thrown) {
    if (thrown instanceof RequestRefused) return failureResponse(thrown.failure, correlationId);
    throw thrown;
  }
}

function failureResponse({ status, ...failure }: Failure, correlationId: string): FakeResponse {
  return json(status, { status: "error", correlationId, ...failure });
}
