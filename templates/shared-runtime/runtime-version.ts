/** Names the modules of this runtime. Each output that uses it compares it with the version that it was generated for. */
export const runtimeVersion = "000000000000";
