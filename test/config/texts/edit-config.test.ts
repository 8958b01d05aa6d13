import { expect, test } from "vitest";
import { editConfig } from "../../../generator/config/texts/edit-config.js";

const set = { version: "2.0.0", changelog: "CHANGELOG.md" };

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
  ["a.ts", "export default {};", undefined, undefined],
])("%s: %j of the output %s", (name, text, output, edited) => {
  expect(editConfig({ name, text }, set, output)).toBe(edited);
});
