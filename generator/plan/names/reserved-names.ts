/** Names that are taken already, one list for each kind of place. */

/** Words that cannot be the name of a variable or function in a module, which is always in strict mode. */
export const reservedWords: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function
  if implements import in instanceof interface let new null package private protected public return static super switch this throw true try
  typeof undefined var void while with yield`.split(/\s+/),
);

/**
 * Global types of TypeScript and of the platform that generated code uses, and names that every package exports. A schema with such a name
 * would hide them, so its type gets the suffix `Model`. Other global types (`Node`, `Event`) stay available for schemas.
 */
export const reservedTypeNames: ReadonlySet<string> = new Set(
  `Array ArrayBuffer ArrayBufferView ArrayLike AsyncGenerator AsyncIterable AsyncIterableIterator AsyncIterator Atomics Awaited
  AbortController AbortSignal BigInt Blob Boolean Capitalize ConstructorParameters DataView Date
  DOMException Error Exclude Extract File FinalizationRegistry FormData Function Generator Headers   Infinity InstanceType Intl Iterable IterableIterator Iterator JSON Lowercase Map Math NaN NoInfer
  NonNullable Number Object Omit OmitThisParameter Parameters Partial Pick Promise PromiseLike PropertyKey Proxy
  RangeError Readonly ReadonlyArray ReadonlyMap ReadonlySet ReadableStream Record ReferenceError Reflect RegExp Request   RequestInit Required Response ResponseInit ReturnType Set SharedArrayBuffer String Symbol SyntaxError   TextDecoder TextEncoder ThisParameterType ThisType TransformStream TypeError Uint8Array Uncapitalize Uppercase URIError URL
  URLSearchParams WeakMap WeakRef WeakSet WritableStream
  ApiError ApiOptions ApiPromise ApiResponse ApiVersion BatchError BatchFailure BatchInputs BatchOptions BatchOutcome
  BatchProgress BatchReason BatchRun BatchStop BatchSummary Client ClientOptions ConnectionError DescribedHeaders ErrorBody EventStream Hooks
  ItemStream PagePromise PlannedRequest RateLimit RateLimiter RawRequestOptions RequestOptions RetryOptions ServerSentEvent TimeoutError TypedHeaders UnknownVariant`.split(
    /\s+/,
  ),
);

/** Members with a meaning in JavaScript: `then` makes an object a promise, `toString` converts it to a string. */
export const unsafeMemberNames: ReadonlySet<string> = new Set(
  `__proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ arguments caller constructor default hasOwnProperty
  isPrototypeOf propertyIsEnumerable prototype then toJSON toLocaleString toString valueOf`.split(/\s+/),
);

/** Members of the client's class beside its operations and resources, of which none at the root has such a name. */
export const clientMemberNames: ReadonlySet<string> = new Set(["request"]);

/** Parameters, local variables and runtime imports of generated functions, and globals that they use. */
export const functionLocals: ReadonlySet<string> = new Set(
  `batchParams body bytes call chunk client commaSeparated contentType cookie cookies createClient deepObject eventStream exploded fieldIsOneOf form formQuery headers idempotencyKey inputs json jsonLines
  jsonQuery jsonSequence jsonText label linkIn matrix multipart multipartMixed nextAfter nextCursor nextLink nextNested nextOffset nextPage operations options
  ownProperties page paginate paginateWindows params part path
  pipeDelimited query reserved reservedInPath runBatch simple spaceDelimited text textQuery omitIfEmpty
  Array Blob Boolean Date Error File FormData Headers Infinity JSON Map NaN Number Object Promise Request Response Set String Symbol URL
  fetch globalThis`.split(/\s+/),
);

/** Variables and imports of the examples in the README of a package. */
export const readmeNames: ReadonlySet<string> = new Set(
  `authorized client console createClient createRateLimiter date dateTime dryRun fetch fileJournal first firstPage handlers input isApiError item journal
  limited list mockFetch oauthClientCredentials oauthRefreshToken one other page patient planned process rateLimit received records reply report response
  result run stopped summary tested token typed values`.split(/\s+/),
);

/** The options that every client has. */
export const clientOptionNames: ReadonlySet<string> = new Set(
  "apiVersion baseUrl deadlineMs fetch headers onError onRequest onResponse onRetry rateLimit retry signal timeoutMs userAgent".split(
    " ",
  ),
);

/** Modules, folders and entry points that a package may have beside those of its resources. */
export const reservedModuleNames: ReadonlySet<string> = new Set(
  "client index journal models oauth openapi operations package runtime testing webhook-types".split(" "),
);

/** File names that Windows does not allow, with any extension. */
export const windowsDeviceNames = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;
