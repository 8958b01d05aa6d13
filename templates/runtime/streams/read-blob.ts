import type { Reader } from "../call/response.js";

/** Reads a body as bytes, whatever its label is: what the description calls a file stays one even if it holds text. */
export const readBlob: Reader = (response) => (/^20[45]$/.test(String(response.status)) ? undefined : response.blob());
