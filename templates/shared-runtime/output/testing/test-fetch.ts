import * as shared from "../../../runtime/testing/test-fetch.js";
import { api } from "../api.js";

export type * from "../../../runtime/testing/test-fetch.js";

/** Creates a `fetch` from handlers. A request without a handler gets a 501 that names it, so that a test fails at once and says why. */
export function createTestFetch(
  ...[routes, handlers, models]: Parameters<typeof shared.createTestFetch>
): shared.TestFetch {
  return shared.createTestFetch(routes, handlers, models, api);
}
