/** The default of a type parameter that the caller does not set: a map without known keys. */
export interface Untyped {
  [key: string]: unknown;
}

/**
 * A map in a response, typed by the caller: each key may be absent, string literals keep their types, and every other value has the type
 * of a string. `Wire` is the type of the values in the description. Any other key can be read as well.
 */
export type TypedResponse<Properties, Wire> = string extends keyof Properties
  ? { [key: string]: Wire }
  : { [Key in keyof Properties]?: ResponseValue<Properties[Key]> | Exclude<Wire, string> } & {
      [key: string]: Wire | undefined;
    };

type ResponseValue<Value> = Value extends string
  ? Value
  : Value extends null | undefined
    ? never
    : string;

/**
 * The same map in a request: only the keys of the type, each with a value of its type or the string form of one. `Given` is the type of
 * all values that can be serialized; if it includes null, any key can be null. The type is never inferred from a map that is given.
 */
export type TypedRequest<Properties, Given> = string extends keyof Properties
  ? { [key: string]: Given }
  : {
      [Key in keyof NoInfer<Properties>]?:
        RequestValue<Properties[Key], Given> | Extract<Given, null>;
    };

type RequestValue<Value, Given> = Value extends readonly (infer Item)[]
  ? Extract<readonly Item[], Given>
  : Extract<Value, Given> | (Value extends number | boolean ? `${Value}` : never);
