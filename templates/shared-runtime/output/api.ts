/** A stand-in for the generated facts about one API. */
export { api } from "../../runtime/api.js";
