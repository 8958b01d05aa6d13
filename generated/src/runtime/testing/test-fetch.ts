import type { ApiFacts } from "../api-facts.js";
import { api } from "../api.js";
import type { BodyWriter } from "../bodies/body.js";
import type { Fetch } from "../options/options.js";
import { isPlainObject } from "../values/objects.js";
import { completeBody, type Shapes } from "./complete-body.js";
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
  /** What the JSON bodies of responses must have, by status. */
  readonly bodies?: Shapes;
}

/**
 * A request as a service receives it.
 *
 * @typeParam Path - The types of the path parameters; their values are texts.
 */
export interface TestRequest<Path = unknown, Body = unknown> {
  /** The method of the client class; empty if the request matches no operation of this API. */
  readonly operation: string;
  readonly method: string;
  readonly url: URL;
  /** The path parameters by name, decoded. */
  readonly path: PathParameters<Path>;
  readonly headers: Headers;
  /** The body: JSON parsed, a form as `FormData`, text as a string, anything else as a `Blob`; undefined without a body. */
  readonly body: Body;
}

/** The path parameters by name. Those of the operation are never missing. */
export interface PathParameters<Path> extends ReadonlyMap<string, string> {
  get<Name extends keyof Path>(name: Name): TextOf<Path[Name]>;
  get(name: string): string | undefined;
}

/** A value as text: `5` is `"5"`. */
type TextOf<Value> = Value extends string
  ? Value
  : Value extends number | boolean | bigint
    ? `${Value}`
    : string;

/** A response that the operation declares: one of its status codes, with the body of that status code. */
export type TestResponse<Responses> = {
  [Key in StatusKey<Responses>]: {
    readonly status: Key extends number ? Key : number;
    readonly headers?: TestHeaders<HeadersOf<Responses, Key>>;
  } & ([Responses[Key]] extends [undefined]
    ? { readonly body?: undefined }
    : { readonly body: TestBody<Responses[Key]> });
}[StatusKey<Responses>];

/** The same with a part of the body. What the part lacks is made from the description: see {@link PartOf}. */
export type PartialResponse<Responses> = {
  [Key in StatusKey<Responses>]: {
    readonly status: Key extends number ? Key : number;
    readonly headers?: TestHeaders<HeadersOf<Responses, Key>>;
  } & ([Responses[Key]] extends [undefined]
    ? { readonly body?: undefined }
    : { readonly body: PartOf<TestBody<Responses[Key]>> });
}[StatusKey<Responses>];

/**
 * A part of a value: properties may be left out, at any depth. The items of an array are parts themselves, and none is added. A part of a union
 * is a part of one of its members. Maps and scalars are whole.
 */
export type PartOf<Value> = Value extends AsyncIterable<unknown> | Blob
  ? Value
  : Value extends readonly unknown[]
    ? number extends Value["length"]
      ? readonly PartOf<Value[number]>[]
      : Value
    : Value extends object
      ? string extends keyof Value
        ? { readonly [Name in keyof Value]: PartOf<Value[Name]> }
        : { readonly [Name in keyof Value]?: PartOf<Value[Name]> }
      : Value;

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
export type Handler<Responses, Request = TestRequest> =
  | PartialResponse<Responses>
  | ((request: Request) => PartialResponse<Responses> | Promise<PartialResponse<Responses>>);

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

/** Each handler gets requests of its operation only, whose types are narrower than those of any request. */
type AnyHandler =
  | HandlerResponse
  | ((request: TestRequest<never, never>) => HandlerResponse | Promise<HandlerResponse>);

/** Creates a `fetch` from handlers. A request without a handler gets a 501 that names it, so that a test fails at once and says why. */
export function createTestFetch(
  routes: readonly Route[],
  handlers: ReadonlyMap<string, AnyHandler>,
  models: Shapes = {},
  facts: ApiFacts = api,
): TestFetch {
  const requests: TestRequest[] = [];
  const fetch: Fetch = async (url, init) => {
    init.signal?.throwIfAborted();
    const request = await readRequest(routes, new Request(url, init), facts);
    requests.push(request);
    const handler = handlers.get(request.operation);
    const response =
      typeof handler === "function" ? await handler(request as TestRequest<never, never>) : handler;
    init.signal?.throwIfAborted();
    if (response === undefined) return notHandled(request);
    const route = routes.find(({ operation }) => operation === request.operation);
    return respond(completed(response, route?.bodies ?? {}, models), route?.stream);
  };
  return Object.assign(fetch, { requests });
}

async function readRequest(
  routes: readonly Route[],
  request: Request,
  facts: ApiFacts,
): Promise<TestRequest> {
  const { method, headers } = request;
  const url = new URL(request.url);
  const body = await bodyOf(request);
  const [match] = routes
    .filter((route) => route.method === method)
    .flatMap((route) => matchPath(route, pathInDefaultVersion(url.pathname, facts)))
    .sort((a, b) => a.path.size - b.path.size);
  return {
    operation: match?.operation ?? "",
    method,
    url,
    // Which parameters there are is known for the requests of one operation only.
    path: (match?.path ?? new Map<string, string>()) as TestRequest["path"],
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

function pathInDefaultVersion(pathname: string, { versions }: ApiFacts): string {
  const { defaultVersion, prefixes = {} } = versions ?? {};
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

/** The response with what its body lacks. Streams, texts and bytes stay as they are. */
function completed(response: HandlerResponse, bodies: Shapes, models: Shapes): HandlerResponse {
  const { status, body } = response;
  const key = [String(status), `${String(status).slice(0, 1)}XX`, "default"].find((one) =>
    Object.hasOwn(bodies, one),
  );
  const shape = key === undefined ? undefined : bodies[key];
  const isData = isPlainObject(body) || Array.isArray(body);
  return shape === undefined || !isData || isItems(body)
    ? response
    : { ...response, body: completeBody(body, shape, models) };
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
