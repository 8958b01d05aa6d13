/**
 * A JSON merge patch (RFC 7396) of a value: a property that is absent is not
 * changed, and one that is null is removed. Arrays are replaced as a whole.
 */
export type MergePatch<Value> = Value extends
  string | number | boolean | null | undefined | readonly unknown[]
  ? Value
  : Value extends object
    ? { [Key in keyof Value]?: MergePatch<Value[Key]> | null | Inherited<Key> }
    : Value;

/** The properties of a body that may be left out: all of them, or none of the required ones. */
export type OptionalFields<Body> = Body | { [Key in keyof Body]?: Inherited<Key> };

/** What a property is where it is absent: TypeScript gives every object the members of `Object`, such as `constructor`. */
type Inherited<Key> = Key extends keyof typeof Object.prototype
  ? (typeof Object.prototype)[Key]
  : never;
