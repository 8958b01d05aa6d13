/** The style of the page: readable at the width of a desk and of a phone, in light and dark, and on paper. */
export const htmlStyle = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --soft: #595959; --line: #d0d0d0; --panel: #f6f6f6;
  --red: #b71c1c; --amber: #8a5000; --green: #256029; --gone: #fde3e1; --new: #dff3e0; }
@media (prefers-color-scheme: dark) { :root { --paper: #161616; --ink: #e8e8e8; --soft: #b0b0b0; --line: #444; --panel: #1f1f1f;
  --red: #ff8a80; --amber: #ffcc80; --green: #a5d6a7; --gone: #4a2020; --new: #1c3b22; } }
* { box-sizing: border-box; }
body { background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 76rem; padding: 1.5rem;
  overflow-wrap: anywhere; }
header { border-left: .5rem solid var(--green); margin-bottom: 1rem; padding-left: 1rem; }
header.breaking, header.invalid { border-color: var(--red); }
header.suspicious { border-color: var(--amber); }
h1 { font-size: 2rem; line-height: 1.2; margin: 0; text-transform: capitalize; }
h2 { display: inline; font-size: 1.1rem; margin-right: .5rem; }
header p { margin: .25rem 0; }
details { border-top: 1px solid var(--line); padding: .75rem 0; }
summary { cursor: pointer; }
:focus-visible { outline: 3px solid #1a73e8; outline-offset: 2px; }
ul { list-style: none; margin: .5rem 0 1rem; padding: 0; }
li { border-left: 3px solid var(--line); margin: .75rem 0; padding-left: .75rem; }
li.breaking, li.invalid { border-color: var(--red); }
li.suspicious { border-color: var(--amber); }
b { color: var(--green); }
b.breaking, b.invalid { color: var(--red); }
b.suspicious { color: var(--amber); }
code, pre { font: .875em/1.45 ui-monospace, monospace; }
li > code, .advice code { background: var(--panel); border-radius: 3px; padding: .1em .25em; }
.where, .compared, .advice, figcaption { color: var(--soft); }
.where { font-size: .875rem; margin: 0; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
figure { background: var(--panel); border: 1px solid var(--line); border-radius: 4px; margin: 0; min-width: 0; }
figcaption { border-bottom: 1px solid var(--line); padding: .25rem .75rem; }
pre { margin: 0; overflow-x: auto; padding: .75rem; }
pre code { display: inline-block; font-size: 1em; min-width: 100%; }
pre span, del, ins { display: block; min-height: 1.45em; text-decoration: none; }
del { background: var(--gone); }
ins { background: var(--new); }
@media (max-width: 45rem) { .columns { grid-template-columns: 1fr; } body { padding: .75rem; } }
@media print { details { break-inside: avoid; } }
`;
