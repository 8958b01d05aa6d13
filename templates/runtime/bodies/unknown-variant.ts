/**
 * A string that is none of the known values. An enum, because no string literal is assignable to it, so that comparing with a known value
 * excludes it. It is declared for the compiler only.
 */
declare enum UnknownValue {
  /** The property never has this value. */
  value = "",
}

/**
 * A variant that the service has added since this package was generated: the discriminator property has none of the known values. So a
 * `switch` over that property narrows to each known variant, and to this type in `default`.
 */
export type UnknownVariant<Property extends string> = { readonly [key: string]: unknown } & {
  readonly [Key in Property]: UnknownValue;
};
