/**
 * Text that may stand in a TypeScript file. Only the escapes of `literals.ts` and `tsdoc.ts`, the allocated names of the plan, and
 * this folder's own words make it; the writer of a module accepts nothing else, so no text of a description gets in unescaped.
 */
declare const brand: unique symbol;
export type Code = string & { readonly [brand]: "Code" };
