/** A stand-in for the generated types of one API. */
export type { ApiOptions, ErrorBody, Operations, ServerUrl } from "../../runtime/api-types.js";
