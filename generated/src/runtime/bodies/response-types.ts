/**
 * Types derived from the responses of an operation: an interface with one property per status (`200`), range (`"4XX"`) or `default`, which
 * is generated for each operation. This module contains types only.
 */

/** The key of the property that carries the response types of an operation. It exists only as a type. */
export declare const responseTypes: unique symbol;

/** Carries the response types of an operation, so that other types can be inferred from the promise that it returns. */
export interface HasResponseTypes<Responses> {
  readonly [responseTypes]?: Responses;
}

/** A successful response: a union of one type per declared status, discriminated by `status`. */
export type ApiResponse<Responses> =
  SuccessKey<Responses> extends never ? UndeclaredSuccess<Responses> : DeclaredSuccess<Responses>;

/**
 * The headers that an operation describes, by status like the bodies beside them. They are part of the type of the responses under a key
 * that exists only as a type, so that `Responses[200]` is a body.
 */
export interface DescribedHeaders<HeadersByStatus> {
  readonly [describedHeaders]?: HeadersByStatus;
}
declare const describedHeaders: unique symbol;

/** Headers with the names of the described ones, for completion in editors. Any other name can be used as well. */
export interface TypedHeaders<Name extends string> extends Headers {
  get(name: Name | (string & {})): string | null;
  has(name: Name | (string & {})): boolean;
}

/** The statuses that an operation declares. */
export type StatusKey<Responses> = keyof Responses & (string | number);

/** The type of the headers of a declared response. */
export type HeadersOf<Responses, Key> =
  Responses extends DescribedHeaders<infer Described>
    ? [Key] extends [keyof Described]
      ? Described[Key]
      : Headers
    : Headers;

/** The declared response for a status that is not successful: that of the status, of its range, or `default`. */
export type FailureKeyOf<Responses, Status extends number> = Status extends keyof Responses
  ? Status
  : RangeOf<Status> extends keyof Responses
    ? RangeOf<Status>
    : "default" extends keyof Responses
      ? "default"
      : undefined;

/** The body type of that response. */
export type FailureBody<Responses, Status extends number> =
  FailureKeyOf<Responses, Status> extends keyof Responses
    ? Responses[FailureKeyOf<Responses, Status>]
    : unknown;

/** The union of the body types of all responses that are not successful. */
export type AnyFailureBody<Responses> = [FailureKey<Responses>] extends [never]
  ? unknown
  : Responses[FailureKey<Responses>];

interface Success<Status extends number, ResponseHeaders, Body> {
  readonly status: Status;
  readonly headers: ResponseHeaders;
  readonly data: Body;
}

/** If no 2xx is declared, `default` describes the successful responses too. */
type UndeclaredSuccess<Responses> = Success<
  number,
  HeadersOf<Responses, "default">,
  Responses extends { readonly default: infer Body } ? Body : unknown
>;

type DeclaredSuccess<Responses> = {
  [Key in SuccessKey<Responses>]: Success<
    StatusOf<Key, Responses>,
    HeadersOf<Responses, Key>,
    Responses[Key]
  >;
}[SuccessKey<Responses>];

type SuccessKey<Responses> = {
  [Key in StatusKey<Responses>]: `${Key}` extends `2${string}` ? Key : never;
}[StatusKey<Responses>];
type FailureKey<Responses> = Exclude<StatusKey<Responses>, SuccessKey<Responses>>;

/** A range stands for the registered statuses that are not declared separately, so that `status` discriminates the union. */
type StatusOf<Key, Responses> = Key extends number
  ? Key
  : Exclude<RegisteredSuccess, keyof Responses>;
type RegisteredSuccess = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;

type RangeOf<Status extends number> = `${Status}` extends `${infer First}${number}`
  ? `${First}XX`
  : never;
