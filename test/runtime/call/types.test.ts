import { describe, expect, expectTypeOf, test } from "vitest";
import { isApiError } from "../../../templates/runtime/errors/api-error.js";
import type { ApiError } from "../../../templates/runtime/errors/api-error.js";
import type { ApiPromise, ApiResponse } from "../../../templates/runtime/call/api-promise.js";
import type { ErrorBody } from "../../../templates/runtime/api-types.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import type { Client } from "../../../templates/runtime/call/client.js";
import type { ClientOptions, RequestOptions } from "../../../templates/runtime/options/options.js";
import { nextCursor } from "../../../templates/runtime/pages/page-cursors.js";
import { paginate } from "../../../templates/runtime/pages/pages.js";
import type { PagePromise } from "../../../templates/runtime/pages/pages.js";
import { path } from "../../../templates/runtime/values/path.js";

/** `tsc` checks the types in this file; the calls are made for the types of their results only. */
interface Thing {
  id: string;
}
interface Partial {
  errors: string[];
}
interface Missing {
  missing: string;
}
interface UpdateResponses {
  200: Thing;
  207: Partial;
  404: Missing;
  "5XX": string;
  default: ErrorBody;
}
interface Page {
  results: Thing[];
  next?: string;
}
interface ListParams {
  after?: string;
}

// As in generated code: the return type determines the type arguments of `send`.
function update(client: Client, params: Thing, options?: RequestOptions): ApiPromise<Thing | Partial, UpdateResponses> {
  const { id, ...body } = params;
  return client.send({ method: "PATCH", path: path`/a/${id}`, query: {}, body }, options);
}

function list(
  client: Client,
  params: ListParams = {},
  options?: RequestOptions,
): PagePromise<Thing, Page, { 200: Page; 403: Missing }> {
  return paginate(params, (params) => client.send({ method: "GET", path: path`/a`, query: { after: params.after } }, options), {
    items: (page) => page.results,
    next: (page, params) => nextCursor(params, "after", page.next),
  });
}

describe("types", () => {
  test("of the data", () => {
    expectTypeOf<Awaited<ReturnType<typeof update>>>().toEqualTypeOf<Thing | Partial>();
    expectTypeOf<Awaited<ReturnType<typeof list>>>().toEqualTypeOf<Page>();
    expectTypeOf<ReturnType<typeof update>>().toExtend<Promise<Thing | Partial>>();
    expectTypeOf<ReturnType<typeof list>>().toExtend<AsyncIterable<Thing>>();
    expect([update, list]).toHaveLength(2);
  });

  test("of the response, discriminated by status", () => {
    const read = (response: ApiResponse<UpdateResponses>) => {
      expectTypeOf(response.status).toEqualTypeOf<200 | 207>();
      if (response.status === 207) expectTypeOf(response.data).toEqualTypeOf<Partial>();
      else expectTypeOf(response.data).toEqualTypeOf<Thing>();
    };
    expect(read).toBeTypeOf("function");
  });

  test("of responses declared by range, by default or not at all", () => {
    type Ranged = ApiResponse<{ 200: Thing; "2XX": Partial; 404: Missing }>;
    const read = (response: Ranged) => {
      if (response.status === 200) expectTypeOf(response.data).toEqualTypeOf<Thing>();
      if (response.status === 202) expectTypeOf(response.data).toEqualTypeOf<Partial>();
    };
    expect(read).toBeTypeOf("function");
    expectTypeOf<ApiResponse<{ default: Thing }>["data"]>().toEqualTypeOf<Thing>();
    expectTypeOf<ApiResponse<{ default: Thing }>["status"]>().toEqualTypeOf<number>();
    expectTypeOf<ApiResponse<{ 404: Missing; default: Thing }>["data"]>().toEqualTypeOf<Thing>();
    expectTypeOf<ApiResponse<{ 404: Missing }>["data"]>().toEqualTypeOf<unknown>();
    expectTypeOf<ApiResponse<{ 204: undefined }>>().toEqualTypeOf<{
      readonly status: 204;
      readonly headers: Headers;
      readonly data: undefined;
    }>();
  });

  test("of errors, by operation and status", () => {
    interface Missing {
      missing: string;
    }
    const read = (error: unknown) => {
      if (isApiError(error)) expectTypeOf(error).toEqualTypeOf<ApiError>();
      if (isApiError(error)) expectTypeOf(error.body).toEqualTypeOf<ErrorBody | undefined>();
      if (isApiError(error, "update", 404)) expectTypeOf(error.body).toEqualTypeOf<Missing | undefined>();
      if (isApiError(error, "update", 404)) expectTypeOf(error.status).toEqualTypeOf<404>();
      if (isApiError(error, "update", 404)) expectTypeOf(error.operation).toEqualTypeOf<"update">();
      if (isApiError(error, "update", 409)) expectTypeOf(error.body).toEqualTypeOf<ErrorBody | undefined>();
      if (isApiError(error, "update", 503)) expectTypeOf(error.body).toEqualTypeOf<string | undefined>();
      if (isApiError(error, "get", 404)) expectTypeOf(error.body).toEqualTypeOf<Missing | undefined>();
      if (isApiError(error, "get", 500)) expectTypeOf(error.body).toEqualTypeOf<unknown>();
      if (isApiError(error, "get")) expectTypeOf(error.body).toEqualTypeOf<Missing | undefined>();
      if (isApiError(error, "update")) expectTypeOf(error.body).toEqualTypeOf<Missing | string | ErrorBody | undefined>();
      // @ts-expect-error -- There is no such operation.
      isApiError(error, "updates");
    };
    expect(() => read(new Error())).not.toThrow();
  });

  test("of options accept environment variables", () => {
    const token: string | undefined = process.env.TOKEN_THAT_IS_NOT_SET;
    const options: ClientOptions = {
      accessToken: token,
      baseUrl: token,
      headers: { "X-A": token },
      signal: undefined,
      fetch: undefined,
      retry: undefined,
    };
    expect(createClient(options)).toHaveProperty("send");
  });
});
