import fc from "fast-check";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import {
  codeBlock,
  codeSpan,
  docComment,
  printDocComment,
  docLink,
  prose,
  blockComment,
  docText,
} from "../../../generator/emit/text/tsdoc.js";
import { formatFiles } from "../../../generator/format/format.js";

describe("prose", () => {
  test.each([
    { name: "plain text is not changed", given: "The record's *name*.", want: "The record's *name*." },
    { name: "the end of a comment is escaped", given: "a */ b", want: "a *\\/ b" },
    { name: "also several in a row", given: "**/*/", want: "**\\/*\\/" },
    { name: "a tag is escaped", given: "@deprecated use that", want: "\\@deprecated use that" },
    { name: "also in the middle of a line", given: "see @param x", want: "see \\@param x" },
    { name: "an email address is not", given: "ada@example.com", want: "ada@example.com" },
    { name: "an inline tag is escaped", given: "{@link Evil}", want: "{\\@link Evil}" },
    { name: "a pragma is escaped", given: "@jsxImportSource evil", want: "\\@ jsxImportSource evil" },
    { name: "also in the middle of a word", given: "a@ts-nocheck", want: "a\\@ ts-nocheck" },
    { name: "every line separator is a line break", given: "a\r\nb\u2028c\u2029d\u0085e\rf", want: "a\nb\nc\nd\ne\nf" },
    { name: "control characters and bidirectional marks are removed", given: "a\u0000\u001b[31m\u202eb", want: "a[31mb" },
    { name: "a lone surrogate becomes a replacement character", given: "a\ud800b", want: "a\ufffdb" },
    { name: "an open code fence is closed", given: "```\ncode", want: "```\ncode\n```" },
    { name: "a closed code fence is not changed", given: "~~~\ncode\n~~~", want: "~~~\ncode\n~~~" },
    { name: "empty lines at the ends are removed, and several become one", given: "\n\na\n\n\n\nb\n\n", want: "a\n\nb" },
    { name: "a source map comment is broken", given: "//# sourceMappingURL=evil.map", want: "//# sourceMappingURL =evil.map" },
  ])("$name", ({ given, want }) => {
    expect(prose(given)).toBe(want);
  });
});

describe("codeSpan", () => {
  test.each([
    ["GET /pets", "`GET /pets`"],
    ["a ` b", "``a ` b``"],
    ["`", "`` ` ``"],
    ["two\nlines", "`two lines`"],
    ["*/", "`*\\/`"],
  ])("%j is %s", (given, want) => {
    expect(codeSpan(given)).toBe(want);
  });
});

describe("comment", () => {
  test("paragraphs come before tags", () => {
    const text = docComment({
      paragraphs: [prose("One."), docText`Two ${codeSpan("x")} of ${docLink("Pet")}.`],
      tags: [{ name: "see", text: prose("https://example.com") }, { name: "deprecated" }],
    });
    expect(text).toBe("One.\n\nTwo `x` of {@link Pet}.\n\n@see https://example.com\n@deprecated");
  });

  test("an empty comment is undefined", () => {
    expect(docComment({ paragraphs: [prose("\n")] })).toBeUndefined();
  });

  test("long lines of plain text are wrapped between words", () => {
    const text = docComment({ paragraphs: [prose(`${"word ".repeat(30)}end`)] }) ?? "";
    expect(text.split("\n").map((line) => line.length)).toEqual([94, 58]);
  });

  test("wrapping does not turn a word into a list or a heading", () => {
    const text = docComment({ paragraphs: [prose(`${"x".repeat(95)} - not a list ${"y".repeat(90)} # nor a heading`)] }) ?? "";
    expect(text.split("\n").filter((line) => /^[-#]/.test(line))).toEqual([]);
  });

  test.each(["- a list item", "| a | table |", "    code", "> a quote", "```\ncode\n```"])("%j keeps its lines", (start) => {
    const given = `${start} ${"word ".repeat(40)}`.trimEnd();
    expect(docComment({ paragraphs: [prose(given)] })).toBe(prose(given));
  });
});

describe("any text of a description", () => {
  const trouble = fc.constantFrom(
    "*/",
    "/*",
    "*",
    "/",
    "@",
    "{@link X}",
    "```",
    "`",
    "\n",
    "\u2028",
    "\r",
    "@deprecated",
    "@jsxImportSource evil",
    "@ts-nocheck",
    "//",
    "${x}",
    "\\",
    " ",
    "<",
    "-->",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fc.oneof(trouble, fc.string({ maxLength: 5 })), { maxLength: 12 }).map((parts) => parts.join("")),
  );

  test("leaves one declaration with the tags that the generator wrote", () => {
    fc.assert(
      fc.property(text, text, text, (first, second, third) => {
        const docs = docComment({
          paragraphs: [prose(first), docText`Default: ${codeSpan(second)}.`],
          tags: [
            { name: "example", text: docText`\n${codeBlock("json", third)}` },
            { name: "see", text: docText`<https://example.com> ${prose(third)}` },
            { name: "deprecated" },
          ],
        });
        const source = `${blockComment(prose(first))}\n${printDocComment(docs)}export const answer = 42;\n`;
        expectOneDeclaration(source, ["example", "see", "deprecated"]);
      }),
      { numRuns: 400 },
    );
  });

  test("also after formatting", async () => {
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        const source = `${printDocComment(docComment({ paragraphs: [prose(given), docText`.`], tags: [{ name: "deprecated" }] }))}export const answer = 42;\n`;
        const formatted = await formatFiles(new Map([["a.ts", source]]));
        expectOneDeclaration(formatted.get("a.ts") ?? "", ["deprecated"]);
      }),
      { numRuns: 100 },
    );
  });
});

function expectOneDeclaration(source: string, tags: readonly string[]): void {
  const file = ts.createSourceFile(
    "a.ts",
    source,
    { languageVersion: ts.ScriptTarget.ES2022, jsDocParsingMode: ts.JSDocParsingMode.ParseAll },
    true,
  );
  expect(syntaxErrors(source)).toEqual([]);
  const [statement] = file.statements;
  expect(file.statements).toHaveLength(1);
  if (statement === undefined || !ts.isVariableStatement(statement)) throw new Error(`no declaration in ${source}`);
  expect(statement.getText()).toBe("export const answer = 42;");
  expect(ts.getJSDocTags(statement).map(({ tagName }) => tagName.text)).toEqual(tags);
  expect(links(statement)).toEqual([]);
  expect(pragmas(file)).toEqual([]);
}

function syntaxErrors(source: string): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

function links(node: ts.Node): readonly string[] {
  return ts
    .getJSDocCommentsAndTags(node)
    .flatMap(({ comment: parts }) =>
      typeof parts === "object"
        ? parts.filter((part) => part.kind !== ts.SyntaxKind.JSDocText).map((part) => part.getText())
        : [],
    );
}

/** `pragmas` is not in the compiler's public types. */
function pragmas(file: ts.SourceFile): readonly unknown[] {
  const found: unknown = Reflect.get(file, "pragmas");
  return found instanceof Map ? [...found.keys()] : [];
}
