/** What stands for a type that the caller did not give: a map of which no key is known. */
export interface Untyped {
  [key: string]: unknown;
}

/**
 * A map in an answer, as a type of the caller's says: each of its keys may be absent, texts stay the literals that they are, and every
 * other value is the text that travels. `Wire` is what a value may be as far as the service says. Any other key can be read as well.
 */
export type TypedAnswer<Properties, Wire> = string extends keyof Properties
  ? { [key: string]: Wire }
  : { [Key in keyof Properties]?: Answered<Properties[Key]> | Exclude<Wire, string> } & { [key: string]: Wire | undefined };

type Answered<Value> = Value extends string ? Value : Value extends null | undefined ? never : string;

/**
 * The same map in a request: keys of the type and no other, each with a value of its type or the text of one. `Given` is what can be
 * written at all; where null can be, it clears any key. A literal never decides what the type is.
 */
export type TypedRequest<Properties, Given> = string extends keyof Properties
  ? { [key: string]: Given }
  : { [Key in keyof NoInfer<Properties>]?: Sent<Properties[Key], Given> | Extract<Given, null> };

type Sent<Value, Given> = Value extends readonly (infer Item)[]
  ? Extract<readonly Item[], Given>
  : Extract<Value, Given> | (Value extends number | boolean ? `${Value}` : never);
