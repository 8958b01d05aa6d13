import { describe, expect, test } from "vitest";
import { stripVTControlCharacters } from "node:util";
import { diagnostic, type DiagnosticCode } from "../../generator/diagnostics.js";
import { renderDiagnostics } from "../../generator/report.js";

const of = (code: DiagnosticCode, count: number) =>
  Array.from({ length: count }, (_, index) => diagnostic(code, undefined, `${code} ${index + 1}.`));
const rendered = (diagnostics: ReturnType<typeof of>, all = false) =>
  renderDiagnostics(diagnostics, new Map(), all).map(stripVTControlCharacters);

describe("many diagnostics", () => {
  test("up to ten are printed as they are", () => {
    const lines = rendered([...of("unsupported", 9), ...of("ref-dangling", 1)]);
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe("warning: unsupported 1. [unsupported]");
  });

  test("of 130 faults, a few of each code are printed, errors first, between a line with all numbers and one that counts the rest", () => {
    const lines = rendered([
      ...of("unsupported", 5),
      ...of("ref-dangling", 120),
      ...of("wrong-type", 9),
      ...of("missing-field", 1),
    ]);
    expect(lines).toEqual([
      "130 errors, 5 warnings; the first 10 are:",
      ...["ref-dangling 1", "ref-dangling 2", "ref-dangling 3"].map((text) => `error: ${text}. [ref-dangling]`),
      ...["wrong-type 1", "wrong-type 2", "wrong-type 3"].map((text) => `error: ${text}. [wrong-type]`),
      "error: missing-field 1. [missing-field]",
      ...["unsupported 1", "unsupported 2", "unsupported 3"].map((text) => `warning: ${text}. [unsupported]`),
      "… and 125 more; --verbose prints all.",
    ]);
  });

  test("--verbose prints all", () => {
    expect(rendered(of("ref-dangling", 130), true)).toHaveLength(130);
  });

  test("no more than ten are printed, whatever the number of codes", () => {
    const codes: readonly DiagnosticCode[] = [
      "syntax",
      "duplicate-key",
      "wrong-type",
      "missing-field",
      "invalid-value",
      "ref-dangling",
    ];
    const lines = rendered(codes.flatMap((code) => of(code, 50)));
    expect(lines).toHaveLength(12);
    for (const code of codes) expect(lines.some((line) => line.includes(`[${code}]`))).toBe(true);
  });

  test("an overlay comes last, ready to paste", () => {
    const [first, ...others] = of("ref-dangling", 30);
    const overlay = "overlay: 1.0.0\nactions:\n  - target: $\n";
    const lines = rendered([...(first ? [{ ...first, overlay }] : []), ...others]);
    expect(lines.slice(-6).join("\n")).toContain("\noverlay: 1.0.0\nactions:\n  - target: $\n");
  });
});
