import fc from "fast-check";

/** Code that shows an injection. No generated package contains it, so it was not escaped if it is an identifier. */
export const canary = "globalThis.pwned=1";

/** Texts that end a string, comment or other context if they are not escaped. */
export const breakouts: readonly string[] = [
  `*/ ${canary}; /*`,
  `*\u2028/ ${canary}; /* **//* */`,
  `\n${canary};\n//`,
  `\r\n${canary};`,
  `\u2028${canary};\u2029${canary};\u0085`,
  `"; ${canary}; "`,
  `'; ${canary}; '`,
  `\\"; ${canary}; //`,
  `\\`,
  `\`; ${canary}; \``,
  `\${${canary}}`,
  `\`\${${canary}}\``,
  `"+(${canary})+"`,
  `/; ${canary}; /`,
  `[/](/${canary}/)`,
  `]: any; } ${canary}; interface X { [x`,
  `"]; ${canary}; ["`,
  `{@link ${canary}} @deprecated`,
  `@example\n${canary}`,
  `"}, "scripts": { "postinstall": "${canary}" }, "x": {"`,
  `\`\`\`\n${canary}\n\`\`\`ts\n${canary};\n~~~\n`,
  `[x](javascript:${canary}) <img src=x onerror=${canary}>`,
  `</script><script>${canary}</script>`,
  `<!-- ${canary} -->`,
  `| a | b |\n| - | - |`,
  `$(${canary}); \`${canary}\` && ${canary} | sh #`,
  `'\n${canary}\n'`,
  "../../../etc/passwd",
  "..\\..\\windows\\system32",
  "/etc/passwd",
  "CON",
  "file:///etc/passwd",
  `javascript:${canary}`,
  `data:text/javascript,${canary}`,
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "then",
  "default",
  "arguments",
  "\u202e\u2066 evil \u2069",
  "\ud800",
  "\udc00x\ud800",
  "\ufeff",
  "\u0000\u001b[2J",
  "\r",
  "",
  " ",
  "$&$'$`$1",
  "%00%2e%2e%2f",
  "{{this}} {{{this}}} {{#each}}",
  "{unclosed",
  "///<reference path='/etc/passwd' />",
  "//# sourceMappingURL=/etc/passwd",
  "a\tb",
  "(a+)+$",
  "[",
];

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...breakouts) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
);

/** A breakout, or several joined. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: piece },
  { weight: 1, arbitrary: fc.array(piece, { minLength: 2, maxLength: 3 }).map((pieces) => pieces.join("")) },
);
