import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { respond, type Service } from "./server/respond.js";
import { sendResponse, readRequest } from "./server/sockets.js";
import type { Delivery, ReceivedRequest } from "./store/requests-and-responses.js";
import { applyFault, type Fault, type Predicate } from "./server/faults.js";
import { createLimits, type LimitOptions } from "./server/limits.js";
import { allScopes, type Scope } from "./server/routes.js";
import { createFaultRules } from "./server/fault-rules.js";
import { createStore, type StoredRecord, type StoreOptions } from "./store/store.js";

export type { Fault } from "./server/faults.js";

export interface FakeOptions extends StoreOptions {
  /** The access token that the fake accepts. */
  readonly token?: string;
  /** The scopes of the token. Default: all. */
  readonly scopes?: readonly Scope[];
  /** The rate limits. Default: none. */
  readonly limits?: LimitOptions;
}

/** A running fake of the service, with its records and all requests that it received. */
export interface Fake {
  readonly url: string;
  readonly token: string;
  /** The records as they are, whatever the responses said. */
  readonly records: ReadonlyMap<string, StoredRecord>;
  readonly requests: readonly ReceivedRequest[];
  /** Applies a fault to the next request, or to several of the next. */
  next(fault: Fault, times?: number): void;
  /** Applies a fault to every request that matches, or to so many of them. The result is a function that removes the fault. */
  when(matches: Predicate, fault: Fault, times?: number): () => void;
  close(): Promise<void>;
}

/** Starts a fake on a free port of the loopback interface. */
export async function startFake(options: FakeOptions = {}): Promise<Fake> {
  const store = createStore(options);
  const limits = createLimits(options.limits ?? {}, store.now);
  const service: Service = { store, limits, token: options.token ?? "fake-token", scopes: options.scopes ?? allScopes };
  const requests: ReceivedRequest[] = [];
  const rules = createFaultRules();
  const server = createServer((message, response) => {
    serve(message, response).catch((bug: unknown) => response.writeHead(500).end(`The fake itself failed: ${String(bug)}`));
  });

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message).catch(() => undefined);
    // The client aborted the request before its body was complete.
    if (!request) return;
    requests.push(request);
    await sendResponse(response, decide(request, correlationIdOf(requests.length)));
  }

  function decide(request: ReceivedRequest, correlationId: string): Delivery {
    const fault = rules.take(request);
    const handle = () => respond(service, request, correlationId);
    return fault ? applyFault(fault, handle, correlationId) : { response: handle() };
  }

  return {
    url: await listen(server),
    token: service.token,
    records: store.records,
    requests,
    next: (fault, times = 1) => void rules.when(() => true, fault, times),
    when: (matches, fault, times) => rules.when(matches, fault, times),
    close: () => close(server),
  };
}

/** A counter, so that the ids are the same in every run. */
function correlationIdOf(count: number): string {
  return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
