/**
 * Types over what an operation answers: an interface with one member a status (`200`), range (`"4XX"`) or `default`, as each operation
 * has one beside it. Nothing of this module exists at run time.
 */

/** Where a promise keeps the type of its operation's answers. */
export declare const responseTypes: unique symbol;

/** What carries the type of an operation's answers: the promise that the operation returns. */
export interface HasResponseTypes<Responses> {
  readonly [responseTypes]?: Responses;
}

/** A successful answer: one alternative a status that the operation declares, told apart by `status`. */
export type ApiResponse<Responses> =
  SuccessKey<Responses> extends never ? UndeclaredSuccess<Responses> : DeclaredSuccess<Responses>;

/** What an operation declares for a status whose headers are described. It stands in for the body, and exists as a type alone. */
export interface WithHeaders<Body, Name extends string> {
  readonly [described]: readonly [Body, Name];
}
declare const described: unique symbol;

/** Headers, some of which are described: their names are completed, and any other may be asked for as well. */
export interface TypedHeaders<Name extends string> extends Headers {
  get(name: Name | (string & {})): string | null;
  has(name: Name | (string & {})): boolean;
}

/** The body of what is declared for a status. */
export type BodyOf<Declared> = Declared extends WithHeaders<infer Body, string> ? Body : Declared;

/** The headers of what is declared for a status. */
export type HeadersOf<Declared> = Declared extends WithHeaders<unknown, infer Name> ? TypedHeaders<Name> : Headers;

/** What is declared for a failed answer with this status: for the status itself, its range, or all others. */
export type FailureOf<Responses, Status extends number> = Status extends keyof Responses
  ? Responses[Status]
  : RangeOf<Status> extends keyof Responses
    ? Responses[RangeOf<Status>]
    : "default" extends keyof Responses
      ? Responses["default"]
      : unknown;

/** The bodies of all failed answers. */
export type AnyFailureBody<Responses> = [FailureKey<Responses>] extends [never]
  ? unknown
  : BodyOf<Responses[FailureKey<Responses>]>;

interface Success<Status extends number, Declared> {
  readonly status: Status;
  readonly headers: HeadersOf<Declared>;
  readonly data: BodyOf<Declared>;
}

/** Where no 2xx is declared, `default` describes the successful answers too. */
type UndeclaredSuccess<Responses> = Success<number, Responses extends { readonly default: infer Declared } ? Declared : unknown>;

type DeclaredSuccess<Responses> = {
  [Key in SuccessKey<Responses>]: Success<StatusOf<Key, Responses>, Responses[Key]>;
}[SuccessKey<Responses>];

type SuccessKey<Responses> = { [Key in keyof Responses]: `${Key & Name}` extends `2${string}` ? Key : never }[keyof Responses];
type FailureKey<Responses> = Exclude<keyof Responses, SuccessKey<Responses>>;
type Name = string | number;

/** A range stands for the registered statuses that are not declared beside it, so that `status` tells the alternatives apart. */
type StatusOf<Key, Responses> = Key extends number ? Key : Exclude<RegisteredSuccess, keyof Responses>;
type RegisteredSuccess = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;

type RangeOf<Status extends number> = `${Status}` extends `${infer First}${number}` ? `${First}XX` : never;
