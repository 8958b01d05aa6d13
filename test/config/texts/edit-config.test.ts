import { describe, expect, test } from "vitest";
import { type ConfigEdit, editConfig } from "../../../generator/config/texts/edit-config.js";

const set = (output?: string): readonly ConfigEdit[] => [
  { ...(output !== undefined && { output }), option: "version", value: "2.0.0" },
  { option: "changelog", value: "CHANGELOG.md" },
];

test.each([
  [
    "a.yaml",
    `# Ours\nname: a # the name\nversion: "1.0.0" # next\n`,
    undefined,
    `# Ours\nchangelog: CHANGELOG.md\nname: a # the name\nversion: "2.0.0" # next\n`,
  ],
  [
    "a.yaml",
    `outputs:\n    one:\n        version: 1.0.0\n`,
    "one",
    `changelog: CHANGELOG.md\noutputs:\n    one:\n        version: 2.0.0\n`,
  ],
  ["a.yaml", `{ name: a }\n`, undefined, `{ changelog: CHANGELOG.md, version: 2.0.0, name: a }\n`],
  [
    "a.json",
    `{\n\t"version": "1.0.0",\n\t"overlays": ["a", "b"]\n}\n`,
    undefined,
    `{\n\t"changelog": "CHANGELOG.md",\n\t"version": "2.0.0",\n\t"overlays": ["a", "b"]\n}\n`,
  ],
  [
    "package.json",
    `{\n  "version": "9.0.0",\n  "specloom": {\n    "input": "a"\n  }\n}`,
    undefined,
    `{\n  "version": "9.0.0",\n  "specloom": {\n    "changelog": "CHANGELOG.md",\n    "version": "2.0.0",\n    "input": "a"\n  }\n}`,
  ],
])("%s: %j of the output %s", (name, text, output, edited) => {
  expect(editConfig({ name, text }, set(output))).toBe(edited);
});

describe("a version is set however it is written", () => {
  const version: readonly ConfigEdit[] = [{ option: "version", value: "2.0.0" }];
  test.each([
    ["a.yaml", "name: a\r\nversion: '1.0.0'\r\n# end\r\n", "name: a\r\nversion: '2.0.0'\r\n# end\r\n"],
    ["a.yaml", "version: >-\n  1.0.0\n# the name\nname: a\n", "version: 2.0.0\n# the name\nname: a\n"],
    ["a.yaml", "version: |-\n  1.0.0\n\nname: a\n", "version: 2.0.0\n\nname: a\n"],
    ["a.yaml", "version:\n  1.0.0 # of the package\nname: a\n", "version:\n  2.0.0 # of the package\nname: a\n"],
    ["a.yaml", '"version": "1.0.0"\n', '"version": "2.0.0"\n'],
    ["a.yaml", "---\n# Ours\nname: a\n...\n", "---\n# Ours\nversion: 2.0.0\nname: a\n...\n"],
    [
      "a.yaml",
      "{\n  name: a, # the name\n  license: MIT,\n}\n",
      "{\n  version: 2.0.0,\n  name: a, # the name\n  license: MIT,\n}\n",
    ],
    ["a.yaml", '{"name": "a"}', '{"version": "2.0.0", "name": "a"}'],
    ["a.yaml", "version: !!str 1.0.0\n", "version: !!str 2.0.0\n"],
    [
      "a.json",
      '{\r\n  "$schema": "s",\r\n  "name": "a"\r\n}',
      '{\r\n  "$schema": "s",\r\n  "version": "2.0.0",\r\n  "name": "a"\r\n}',
    ],
    ["a.json", "{}", '{ "version": "2.0.0" }'],
    ["a.json", '{"version":"1.0.0"}', '{"version":"2.0.0"}'],
  ])("%s: %j", (name, text, edited) => {
    expect(editConfig({ name, text }, version)).toBe(edited);
  });

  test.each([
    ["an output has it, too", "version: &v 1.0.0\noutputs: { one: { version: *v } }\n"],
    ["it is the other one's", "x: &v 1.0.0\nversion: *v\n", "x: &v 1.0.0\nversion: 2.0.0\n"],
  ])("an alias is not followed: %s", (_, text, edited?: string) => {
    expect(editConfig({ name: "a.yaml", text }, version)).toBe(edited);
  });

  test("a value that YAML would read as something else is quoted", () => {
    const edits: readonly ConfigEdit[] = [{ option: "changelog", value: "@acme/#1: CHANGELOG.md" }];
    expect(editConfig({ name: "a.yaml", text: "name: a\n" }, edits)).toBe('changelog: "@acme/#1: CHANGELOG.md"\nname: a\n');
  });

  test("an output without options of its own gets one", () => {
    const edits: readonly ConfigEdit[] = [{ output: "one", option: "version", value: "2.0.0" }];
    expect(editConfig({ name: "a.yaml", text: "outputs:\n  one: {}\n" }, edits)).toBe("outputs:\n  one: { version: 2.0.0 }\n");
    expect(editConfig({ name: "a.json", text: '{"outputs":{"one":{}}}' }, edits)).toBe(
      '{"outputs":{"one":{ "version": "2.0.0" }}}',
    );
  });
});
