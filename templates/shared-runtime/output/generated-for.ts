/** The version of the shared runtime that this output was generated for. */
export const generatedFor = "000000000000";
