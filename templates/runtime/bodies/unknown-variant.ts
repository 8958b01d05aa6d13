/**
 * A text that is none of the values which are known. An enum, because that is a string which no other string can be taken for: comparing
 * it with a known value leaves it out. It is declared for the compiler only.
 */
declare enum UnknownValue {
  /** Never this text itself. */
  value = "",
}

/**
 * A variant that the service has added since this package was made: the property that tells the variants apart holds a value which is none
 * of the known ones. So a `switch` over the property narrows to each known variant, and this is what is left in `default`.
 */
export type UnknownVariant<Property extends string> = { readonly [key: string]: unknown } & {
  readonly [Key in Property]: UnknownValue;
};
