/**
 * A string that is none of the known values. An enum, because no string literal is assignable to it, so that comparing with a known value
 * excludes it. It is declared for the compiler only.
 */
declare enum UnknownValue {
  /** The property never has this value. */
  value = "",
}

/** The same for a number. */
declare enum UnknownNumber {
  value = -1e308,
}

interface UnknownValues {
  readonly string: UnknownValue;
  readonly number: UnknownNumber;
}

/**
 * A variant that the service has added since this package was generated: the
 * discriminator property has none of the known values. So a `switch` over that
 * property narrows to each known variant, and to this type in `default`.
 */
export type UnknownVariant<Property extends string, Value extends string | number = string> = {
  readonly [key: string]: unknown;
} & {
  readonly [Key in Property]: UnknownValueOf<Value>;
};

/**
 * What is known of a received value that is described by a default variant: the
 * discriminator property is absent, or has none of the known values.
 */
export type DefaultVariant<Property extends string, Value extends string | number = string> = {
  readonly [Key in Property]?: UnknownValueOf<Value>;
};

type UnknownValueOf<Value> = Value extends string
  ? UnknownValues["string"]
  : UnknownValues["number"];
