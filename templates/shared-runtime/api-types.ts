/** The base URL of an API. */
export type ServerUrl = string;

/** The options that an API adds to every client and call. Clients of one API have their own types of them. */
export type ApiOptions = object;

/** The body of an error response, of any API. */
export type ErrorBody = unknown;

/** The responses of operations, of any API. */
export type Operations = Readonly<Record<string, unknown>>;
