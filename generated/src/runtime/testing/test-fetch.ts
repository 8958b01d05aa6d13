import { api } from "../api.js";
import type { BodyWriter } from "../bodies/body.js";
import type { Fetch } from "../options/options.js";
import type { HeadersOf, StatusKey, TypedHeaders } from "../bodies/response-types.js";

/** How a request is assigned to an operation. */
export interface Route {
  /** The method of the client class: `batch.update`. */
  readonly operation: string;
  readonly method: string;
  /** The path with its parameters: `/pets/{petId}`. */
  readonly path: string;
  /** Writes the items of a response that is a stream. */
  readonly stream?: (items: AsyncIterable<unknown>) => BodyWriter | undefined;
}

/** A request as a service receives it. */
export interface TestRequest {
  /** The method of the client class; empty if the request matches no operation of this API. */
  readonly operation: string;
  readonly method: string;
  readonly url: URL;
  /** The path parameters by name, decoded. */
  readonly path: ReadonlyMap<string, string>;
  readonly headers: Headers;
  /** The body: JSON parsed, a form as `FormData`, text as a string, anything else as a `Blob`; undefined without a body. */
  readonly body: unknown;
}

/** A response that the operation declares: one of its status codes, with the body of that status code. */
export type TestResponse<Responses> = {
  [Key in StatusKey<Responses>]: {
    readonly status: Key extends number ? Key : number;
    readonly headers?: TestHeaders<HeadersOf<Responses, Key>>;
  } & ([Responses[Key]] extends [undefined]
    ? { readonly body?: undefined }
    : { readonly body: TestBody<Responses[Key]> });
}[StatusKey<Responses>];

type TestHeaders<Described> = { readonly [name: string]: string } & (Described extends TypedHeaders<
  infer Name
>
  ? { readonly [Known in Name]?: string }
  : unknown);

/** The body of a stream is an async iterable of its items, an async generator for instance. */
type TestBody<Body> = Body extends AsyncIterable<infer Item> ? AsyncIterable<TestItem<Item>> : Body;

/** An event needs only `data`; `event` and `id` are optional. */
type TestItem<Item> = Item extends {
  readonly event: string;
  readonly data: infer Data;
  readonly id: string;
}
  ? { readonly data: Data; readonly event?: string; readonly id?: string }
  : Item;

/** The response of an operation, or a function that makes it from the request. An error that the function throws is a lost connection. */
export type Handler<Responses> =
  | TestResponse<Responses>
  | ((request: TestRequest) => TestResponse<Responses> | Promise<TestResponse<Responses>>);

/** A `fetch` that responds in memory and records its requests. */
export interface TestFetch extends Fetch {
  /** All requests so far, in order. */
  readonly requests: readonly TestRequest[];
}

interface HandlerResponse {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: unknown;
}

type AnyHandler =
  HandlerResponse | ((request: TestRequest) => HandlerResponse | Promise<HandlerResponse>);

/** Creates a `fetch` from handlers. A request without a handler gets a 501 that names it, so that a test fails at once and says why. */
export function createTestFetch(
  routes: readonly Route[],
  handlers: ReadonlyMap<string, AnyHandler>,
): TestFetch {
  const requests: TestRequest[] = [];
  const fetch: Fetch = async (url, init) => {
    init.signal?.throwIfAborted();
    const request = await readRequest(routes, new Request(url, init));
    requests.push(request);
    const handler = handlers.get(request.operation);
    const response = typeof handler === "function" ? await handler(request) : handler;
    init.signal?.throwIfAborted();
    return response === undefined
      ? notHandled(request)
      : respond(response, routes.find(({ operation }) => operation === request.operation)?.stream);
  };
  return Object.assign(fetch, { requests });
}

async function readRequest(routes: readonly Route[], request: Request): Promise<TestRequest> {
  const { method, headers } = request;
  const url = new URL(request.url);
  const body = await bodyOf(request);
  const [match] = routes
    .filter((route) => route.method === method)
    .flatMap((route) => matchPath(route, pathInDefaultVersion(url.pathname)))
    .sort((a, b) => a.path.size - b.path.size);
  return {
    operation: match?.operation ?? "",
    method,
    url,
    path: match?.path ?? new Map<string, string>(),
    headers,
    body,
  };
}

interface RouteMatch {
  readonly operation: string;
  readonly path: ReadonlyMap<string, string>;
}

/** Matches a path. Of several routes that match, the one with the fewest parameters is meant. */
function matchPath({ operation, path }: Route, pathname: string): readonly RouteMatch[] {
  const parts = path.split(/\{([^{}]*)\}/);
  const pattern = parts
    .map((part, position) => (position % 2 ? "([^/]+)" : part.replace(/[\\^$.*+?()[\]|]/g, "\\$&")))
    .join("");
  const values = new RegExp(`${pattern}$`).exec(pathname)?.slice(1);
  if (values === undefined) return [];
  const names = parts.filter((_, position) => position % 2);
  return [
    {
      operation,
      path: new Map(
        names.map((name, position) => [name, decodeURIComponent(values[position] ?? "")]),
      ),
    },
  ];
}

function pathInDefaultVersion(pathname: string): string {
  const { defaultVersion, prefixes = {} } = api.versions ?? {};
  const prefix = Object.values(prefixes).find((prefix) => pathname.includes(`${prefix}/`));
  return defaultVersion === undefined || prefix === undefined
    ? pathname
    : pathname.replace(`${prefix}/`, () => `${prefixes[defaultVersion] ?? ""}/`);
}

type Parser = (body: Response) => Promise<unknown>;

/** How bodies are parsed, by their media type; the first row that matches. */
const parsers: readonly (readonly [type: RegExp, parser: Parser])[] = [
  [/[/+]json\b/, (body) => body.json()],
  [/urlencoded|form-data/, (body) => body.formData()],
  [/^$|^text\/|json|xml|yaml/, (body) => body.text()],
  [/^/, (body) => body.blob()],
];

async function bodyOf(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  const bytes = await request.blob();
  const parser =
    bytes.size === 0 ? undefined : parsers.find(([matches]) => matches.test(type))?.[1];
  return parser?.(new Response(bytes, { headers: { "content-type": type } }));
}

function respond({ status, headers, body }: HandlerResponse, stream: Route["stream"]): Response {
  const written = stream && isItems(body) ? stream(body)?.() : undefined;
  if (written)
    return new Response(written.content, {
      status,
      headers: { "content-type": written.contentType ?? "", ...headers },
    });
  if (body === undefined) return new Response(null, { status, headers: { ...headers } });
  if (typeof body === "string" || body instanceof Blob)
    return new Response(body, { status, headers: { ...headers } });
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

function isItems(body: unknown): body is AsyncIterable<unknown> {
  return (
    typeof body === "object" &&
    body !== null &&
    Symbol.asyncIterator in body &&
    !(body instanceof ReadableStream)
  );
}

function notHandled({ operation, method, url }: TestRequest): Response {
  return new Response(`No handler answers ${operation || `${method} ${url.pathname}`}.`, {
    status: 501,
  });
}
