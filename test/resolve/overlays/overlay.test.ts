import { describe, expect, test } from "vitest";
import { resolveText } from "../resolve-text.js";

const api = `openapi: 3.1.0
info: {title: Records, version: "1"}
tags: [{name: a}, {name: b}, {name: c}]
paths:
  /records:
    get: {operationId: list, tags: [a], responses: {}}
    post: {operationId: create, tags: [b], responses: {}}
  /records/{id}:
    get: {operationId: read, tags: [a, b], responses: {}}
`;

/** An overlay with these actions; the first is in line 4. */
function overlay(...actions: readonly string[]): string {
  return ["overlay: 1.0.0", "info: {title: o, version: '1'}", "actions:", ...actions.map((action) => `  - ${action}`)].join("\n");
}

/** The value at a path of keys. */
function at(data: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? Object.entries(value).find(([name]) => name === String(key))?.[1] : undefined,
    data,
  );
}

describe("an action changes what its target selects", () => {
  const list = ["paths", "/records", "get"] as const;
  const cases = [
    {
      name: "maps merge recursively",
      actions: [
        `{target: \"$.paths['/records']\", update: {summary: s, get: {description: d, responses: {"200": {description: ok}}}}}`,
      ],
      path: ["paths", "/records"],
      want: {
        get: { operationId: "list", tags: ["a"], responses: { "200": { description: "ok" } }, description: "d" },
        post: { operationId: "create", tags: ["b"], responses: {} },
        summary: "s",
      },
    },
    {
      name: "a scalar is replaced",
      actions: ["{target: $.info, update: {title: Other}}"],
      path: ["info"],
      want: { title: "Other", version: "1" },
    },
    {
      name: "a selected scalar is replaced",
      actions: ["{target: $.info.title, update: Other}"],
      path: ["info", "title"],
      want: "Other",
    },
    {
      name: "an entry is appended to a list",
      actions: ["{target: \"$.paths['/records'].get.tags\", update: z}"],
      path: [...list, "tags"],
      want: ["a", "z"],
    },
    {
      name: "lists are concatenated",
      actions: ["{target: \"$.paths['/records'].get.tags\", update: [y, z]}"],
      path: [...list, "tags"],
      want: ["a", "y", "z"],
    },
    {
      name: "lists within maps are concatenated",
      actions: ["{target: \"$.paths['/records'].get\", update: {tags: [z]}}"],
      path: [...list, "tags"],
      want: ["a", "z"],
    },
    {
      name: "a field is removed",
      actions: ["{target: \"$.paths['/records'].get\", remove: true}"],
      path: ["paths", "/records"],
      want: { post: { operationId: "create", tags: ["b"], responses: {} } },
    },
    {
      name: "several items are removed by their original index",
      actions: ['{target: "$.tags[0, 1]", remove: true}'],
      path: ["tags"],
      want: [{ name: "c" }],
    },
    {
      name: "a scalar in a list is removed",
      actions: ["{target: \"$..tags[?@ == 'b']\", remove: true}"],
      path: ["paths", "/records/{id}", "get", "tags"],
      want: ["a"],
    },
    { name: "remove wins over update", actions: ["{target: $.tags, remove: true, update: z}"], path: ["tags"], want: undefined },
    {
      name: "every selected node is changed",
      actions: ["{target: $.paths.*.get, update: {x-safe: true}}"],
      path: ["paths", "/records/{id}", "get", "x-safe"],
      want: true,
    },
    {
      name: "a node that is selected twice is changed once",
      actions: ["{target: \"$.paths['/records']['get', 'get'].tags\", update: z}"],
      path: [...list, "tags"],
      want: ["a", "z"],
    },
    {
      name: "nested nodes are both changed",
      actions: ['{target: "$..[?@.name || @.operationId || @.get]", update: {x-a: 1}}'],
      path: ["paths", "/records/{id}"],
      want: { get: { operationId: "read", tags: ["a", "b"], responses: {}, "x-a": 1 }, "x-a": 1 },
    },
    { name: "the root", actions: ["{target: $, update: {x-a: 1}}"], path: ["x-a"], want: 1 },
    {
      name: "each action applies to the result of the one before",
      actions: [
        "{target: $.tags, remove: true}",
        "{target: $, update: {tags: [{name: only}]}}",
        "{target: \"$.tags[?@.name == 'only']\", update: {description: d}}",
      ],
      path: ["tags"],
      want: [{ name: "only", description: "d" }],
    },
    {
      name: "a node is copied",
      actions: ["{target: $.paths, update: {/other: {}}}", "{target: \"$.paths['/other']\", copy: \"$.paths['/records/{id}']\"}"],
      path: ["paths", "/other", "get", "operationId"],
      want: "read",
    },
    {
      name: "an optional target may select nothing",
      actions: ["{target: \"$.paths['/none']\", remove: true, x-specloom-optional: true}"],
      path: ["info", "title"],
      want: "Records",
    },
    {
      name: "a filter with a function",
      actions: ["{target: \"$.paths[?match(@.get.operationId, 'r.*')].get\", update: {x-a: 1}}"],
      path: ["paths", "/records/{id}", "get", "x-a"],
      want: 1,
    },
    {
      name: "a nested filter",
      actions: ["{target: \"$.paths[?@.*[?@ == 'create']]\", update: {x-a: 1}}"],
      path: ["paths", "/records", "x-a"],
      want: 1,
    },
    {
      name: "a filter with count and length",
      actions: ['{target: "$.paths.*[?count(@.tags[*]) > 1 && length(@.operationId) == 4]", update: {x-a: 1}}'],
      path: ["paths", "/records/{id}", "get", "x-a"],
      want: 1,
    },
    {
      name: "a key of Object.prototype",
      actions: ["{target: $, update: {x-a: {__proto__: {polluted: 1}}}}", "{target: \"$['x-a']['__proto__']\", update: {b: 2}}"],
      path: ["x-a", "__proto__"],
      want: { polluted: 1, b: 2 },
    },
  ];
  test.each(cases)("$name", ({ actions, path, want }) => {
    const { data, faults } = resolveText(api, overlay(...actions));
    // The operations of this description have no responses.
    expect(faults.filter((fault) => !fault.endsWith(" operation-empty"))).toEqual([]);
    expect(at(data, ...path)).toEqual(want);
  });

  test("overlays are applied in order", () => {
    const { data } = resolveText(
      api,
      overlay("{target: $.info, update: {title: First}}"),
      overlay("{target: \"$.info[?@ == 'First']\", update: Second}"),
    );
    expect(at(data, "info", "title")).toBe("Second");
  });
});

describe("an invalid overlay is refused, at the line of the action", () => {
  const cases = [
    { given: ["{target: \"$.paths['/nothing'].get\", update: {}}"], want: ["overlay:4:6 overlay-target-unmatched"] },
    { given: ["{target: $.info.title.x, remove: true}"], want: ["overlay:4:6 overlay-target-unmatched"] },
    { given: ["{target: '$.paths[', update: {}}"], want: ["overlay:4:6 overlay-target-invalid"] },
    { given: ["{target: paths.x, update: {}}"], want: ["overlay:4:6 overlay-target-invalid"] },
    { given: ["{target: '$.a[?nosuch(@.b)]', update: {}}"], want: ["overlay:4:6 overlay-target-invalid"] },
    { given: ["{target: $.info, update: {title: [a]}}"], want: ["overlay:4:31 overlay-invalid"] },
    { given: ["{target: $.info, update: text}"], want: ["overlay:4:22 overlay-invalid"] },
    { given: ["{target: $.info.title, update: {a: 1}}"], want: ["overlay:4:28 overlay-invalid"] },
    { given: ["{target: $, remove: true}"], want: ["overlay:4:6 overlay-invalid"] },
    { given: ["{target: $.info}"], want: ["overlay:4:5 overlay-invalid"] },
    { given: ["{target: $.info, update: {}, copy: $.tags}"], want: ["overlay:4:5 overlay-invalid"] },
    { given: ["{target: $.info, copy: $.paths.*}"], want: ["overlay:4:22 overlay-target-unmatched"] },
    { given: ["{target: $.info, remove: yes}"], want: ["overlay:4:22 overlay-invalid", "overlay:4:5 overlay-invalid"] },
    { given: ["{target: $.info, updates: {}}"], want: ["overlay:4:22 overlay-invalid", "overlay:4:5 overlay-invalid"] },
    { given: ["{update: {}}"], want: ["overlay:4:5 overlay-invalid"] },
    { given: ["text"], want: ["overlay:4:5 overlay-invalid"] },
    {
      given: ["{target: $.x, remove: true}", "{target: $.y, remove: true}"],
      want: ["overlay:4:6 overlay-target-unmatched", "overlay:5:6 overlay-target-unmatched"],
    },
  ];
  test.each(cases)("$given", ({ given, want }) => {
    expect(resolveText(api, overlay(...given)).faults).toEqual(want);
  });

  test.each([
    { given: "openapi: 3.1.0\n", want: ["overlay:1:1 overlay-invalid"] },
    { given: "overlay: 2.0.0\n", want: ["overlay:1:1 overlay-invalid"] },
    {
      given: "overlay: 1.0\ninfo: {title: o, version: '1'}\nactions: [{target: $, update: {}}]\n",
      want: ["overlay:1:1 overlay-invalid"],
    },
    { given: "overlay: 1.0.0\n", want: ["overlay:1:1 overlay-invalid", "overlay:1:1 overlay-invalid"] },
    { given: "overlay: 1.0.0\ninfo: {title: o, version: '1'}\nactions: []\n", want: ["overlay:3:1 overlay-invalid"] },
    {
      given: "overlay: 1.0.0\ninfo: {title: o}\nactions: {}\n",
      want: ["overlay:2:1 overlay-invalid", "overlay:3:1 overlay-invalid"],
    },
  ])("$given", ({ given, want }) => {
    expect(resolveText(api, given).faults).toEqual(want);
  });

  test("the error for a target that selects nothing names the failing step and a suggestion", () => {
    const [fault] = resolveText(api, overlay("{target: \"$.paths['/record'].get\", update: {}}")).diagnostics;
    expect(fault?.message).toBe(
      "`$.paths['/record'].get` selects nothing: `$.paths` exists, but `['/record']` below it does not.",
    );
    expect(fault?.help).toBe(
      "Did you mean `/records`? Otherwise mark the action `x-specloom-optional: true` if only some versions of the API have what it selects.",
    );
  });

  test("copies that grow exponentially are refused", () => {
    const doubling = Array.from({ length: 40 }, (_, index) => [
      `{target: $, update: {x-${index}: {}}}`,
      `{target: $.x-${index}, copy: $}`,
    ]).flat();
    expect(resolveText(api, overlay(...doubling)).faults).toEqual([expect.stringMatching(/ source-too-large$/)]);
  });
});

test("nodes from an overlay keep their place in it, and each copy is a node of its own", () => {
  const { description } = resolveText(api, overlay("{target: $.paths.*.get, update: {responses: {default: {description: d}}}}"));
  const first = description?.nodeAt("/paths/~1records/get/responses/default");
  const second = description?.nodeAt("/paths/~1records~1{id}/get/responses/default");
  expect([first?.place.source, second?.place.source]).toEqual(["overlay", "overlay"]);
  expect(first).not.toBe(second);
});
