import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { reporters } from "../../../generator/compare/reports/reporters.js";
import type { ComparisonReport } from "../../../generator/compare/reports/report.js";
import { compareDescriptions } from "../plans.js";
import { api, cases, receivingWhole } from "../rules/minimal-pairs.js";

const root = join(import.meta.dirname, "../../..");
const validate = new Ajv2020().compile(JSON.parse(readFileSync(join(root, "docs/comparison.schema.json"), "utf8")) as object);

async function reportOf(old: object, now: object): Promise<ComparisonReport> {
  const comparison = await compareDescriptions(old, now);
  return { comparison, old: "old.json", now: "api.json", texts: new Map([["api.json", JSON.stringify(now)]]), waived: [] };
}

const text = { type: "string" };
const hostileName = `</code><img src=x onerror=alert(1)>\`|**@everyone**\n::error::owned [x](javascript:1)`;
const hostile = () =>
  reportOf(
    receivingWhole({ type: "object", properties: { a: text, [hostileName]: text } }),
    receivingWhole({ type: "object", properties: { a: text } }),
  );

describe("JSON", () => {
  test.each(cases)("$rule follows the published schema", async ({ old, now }) => {
    const json: unknown = JSON.parse(reporters.json(await reportOf(old, now)).join("\n"));
    expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
  });

  test("has the places of both descriptions", async () => {
    const report = await reportOf(
      receivingWhole({ type: "object", properties: { a: text } }),
      receivingWhole({ type: "object", properties: { a: { type: "number" } } }),
    );
    const { changes } = JSON.parse(reporters.json(report).join("\n")) as { changes: readonly object[] };
    expect(changes).toEqual([
      {
        rule: "received-type-changed",
        verdict: "breaking",
        direction: "received",
        subject: "ThingsSendResponse.a",
        operations: ["things.send"],
        old: { source: "api.json", pointer: "/paths/~1things/post/responses/200/content/application~1json/schema/properties/a" },
        new: { source: "api.json", pointer: "/paths/~1things/post/responses/200/content/application~1json/schema/properties/a" },
        message: "`ThingsSendResponse.a` is a number in place of a string.",
        advice: "Read the new type.",
      },
    ]);
  });
});

describe("texts of a description stay texts", () => {
  test("in HTML: no element comes from them", async () => {
    const [html = ""] = reporters.html(await hostile());
    expect(html).toContain("&lt;/code&gt;&lt;img src=x onerror=alert(1)&gt;");
    expect(html).not.toContain("<img");
    expect(html).not.toContain("<b>x");
    expect(html.match(/<script/g)).toBeNull();
  });

  test("in Markdown: no markup comes from them", async () => {
    const [markdown = ""] = reporters.markdown(await hostile());
    expect(markdown).not.toContain("<img");
    expect(markdown).not.toContain("**@everyone**");
    expect(markdown).not.toContain("](javascript");
    expect(markdown.split("\n").filter((line) => line.startsWith("::"))).toEqual([]);
  });

  test("in the log of GitHub: one command a change", async () => {
    const lines = reporters.github(await hostile());
    expect(lines.join("\n").split("\n").length).toBe(lines.length);
    expect(lines.every((line) => /^::(?:error|warning|notice) /.test(line))).toBe(true);
  });

  test("in a terminal: no line starts a command", async () => {
    expect(
      reporters
        .text(await hostile())
        .flatMap((line) => line.split("\n"))
        .filter((line) => line.trimStart().startsWith("::")),
    ).toEqual([]);
  });
});

describe("other formats", () => {
  const report = () =>
    reportOf(api(), api({ paths: { "/others": { get: { responses: { "200": { description: "Done." } } } } } }));

  test("GitHub: the file and the line", async () => {
    const [first] = reporters.github(await report());
    expect(first).toMatch(
      /^::notice file=api\.json,line=1,col=\d+,title=operation-added::`[\w.]+` is new\. Nothing needs to change\.$/,
    );
  });

  test("SARIF: each result has its rule", async () => {
    const [sarif = ""] = reporters.sarif(await report());
    const { version, runs } = JSON.parse(sarif) as {
      version: string;
      runs: readonly {
        tool: { driver: { rules: readonly { id: string }[] } };
        results: readonly { ruleId: string; level: string }[];
      }[];
    };
    expect(version).toBe("2.1.0");
    expect(runs[0]?.results.map(({ ruleId, level }) => [ruleId, level])).toEqual([["operation-added", "note"]]);
    expect(runs[0]?.tool.driver.rules.map(({ id }) => id)).toEqual(["operation-added"]);
  });

  test("text: the verdict first, then the version", async () => {
    const [first] = reporters.text(await report());

    expect(first?.replace(/\u001B\[\d+m/g, "")).toBe(
      "compatible: 1 compatible. Code that uses the package still compiles and works. The next version is a minor one.",
    );
  });
});
