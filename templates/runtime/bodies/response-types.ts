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

/** A declared response with described headers, in place of its body. It exists only as a type. */
export interface WithHeaders<Body, Name extends string> {
  readonly [described]: readonly [Body, Name];
}
declare const described: unique symbol;

/** Headers with the names of the described ones, for completion in editors. Any other name can be used as well. */
export interface TypedHeaders<Name extends string> extends Headers {
  get(name: Name | (string & {})): string | null;
  has(name: Name | (string & {})): boolean;
}

/** The body type of a declared response. */
export type BodyOf<Declared> = Declared extends WithHeaders<infer Body, string> ? Body : Declared;

/** The type of the headers of a declared response. */
export type HeadersOf<Declared> =
  Declared extends WithHeaders<unknown, infer Name> ? TypedHeaders<Name> : Headers;

/** The declared response for a status that is not successful: that of the status, of its range, or `default`. */
export type FailureOf<Responses, Status extends number> = Status extends keyof Responses
  ? Responses[Status]
  : RangeOf<Status> extends keyof Responses
    ? Responses[RangeOf<Status>]
    : "default" extends keyof Responses
      ? Responses["default"]
      : unknown;

/** The union of the body types of all responses that are not successful. */
export type AnyFailureBody<Responses> = [FailureKey<Responses>] extends [never]
  ? unknown
  : BodyOf<Responses[FailureKey<Responses>]>;

interface Success<Status extends number, Declared> {
  readonly status: Status;
  readonly headers: HeadersOf<Declared>;
  readonly data: BodyOf<Declared>;
}

/** If no 2xx is declared, `default` describes the successful responses too. */
type UndeclaredSuccess<Responses> = Success<
  number,
  Responses extends { readonly default: infer Declared } ? Declared : unknown
>;

type DeclaredSuccess<Responses> = {
  [Key in SuccessKey<Responses>]: Success<StatusOf<Key, Responses>, Responses[Key]>;
}[SuccessKey<Responses>];

type SuccessKey<Responses> = {
  [Key in keyof Responses]: `${Key & Name}` extends `2${string}` ? Key : never;
}[keyof Responses];
type FailureKey<Responses> = Exclude<keyof Responses, SuccessKey<Responses>>;
type Name = string | number;

/** A range stands for the registered statuses that are not declared separately, so that `status` discriminates the union. */
type StatusOf<Key, Responses> = Key extends number
  ? Key
  : Exclude<RegisteredSuccess, keyof Responses>;
type RegisteredSuccess = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;

type RangeOf<Status extends number> = `${Status}` extends `${infer First}${number}`
  ? `${First}XX`
  : never;
