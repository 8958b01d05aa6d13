import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { main } from "../../generator/cli.js";
import { changeRules } from "../../generator/compare/rules/rules.js";
import { diagnosticCodes } from "../../generator/diagnostics.js";

async function explain(
  code: string,
): Promise<{ readonly code: number; readonly out: readonly string[]; readonly error: string }> {
  const [out, error]: [string[], string[]] = [[], []];
  const exit = await main(["explain", code], { out: (line) => out.push(line), error: (line) => error.push(line) });
  return { code: exit, out, error: stripVTControlCharacters(error.join("\n")) };
}

describe("explain says what every code means, in lines that a terminal can show", () => {
  test.each([...Object.keys(diagnosticCodes), ...changeRules.keys()])("%s", async (name) => {
    const { code, out, error } = await explain(name);
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(out[0]).toMatch(new RegExp(`^${name}: \\w`));
    const body = out.slice(2, -2);
    expect(body.length).toBeGreaterThanOrEqual(2);
    expect(body.join(" ")).not.toMatch(/\]\(|\\[|*_]|\{(?!name\})\w+\}|When: \.|What to do: \./);
    expect(Math.max(...out.map(({ length }) => length))).toBeLessThanOrEqual(120);
  });
});

test.each([
  ["ref-dangeling", "Did you mean `ref-dangling`?"],
  ["sent-null-remove", "Did you mean `sent-null-removed`?"],
  ["", "A code stands in brackets"],
  ["no such thing at all", "A code stands in brackets"],
])("an unknown code %j is refused", async (name, text) => {
  expect(await explain(name)).toMatchObject({ code: 2, out: [], error: expect.stringContaining(text) as string });
});

test.each(["[ref-dangling]", " REF-DANGLING "])("%j is the code as somebody copied it", async (name) => {
  expect((await explain(name)).out[0]).toBe("ref-dangling: error");
});
