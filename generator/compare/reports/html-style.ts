/** The style of the page: readable at the width of a desk and of a phone, in light and dark. */
export const htmlStyle = `
:root { color-scheme: light dark; --line: #8884; --red: #c62828; --amber: #b26a00; --green: #2e7d32; }
@media (prefers-color-scheme: dark) { :root { --red: #ff8a80; --amber: #ffcc80; --green: #a5d6a7; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1rem; overflow-wrap: anywhere; }
header { border-left: .5rem solid var(--green); padding-left: 1rem; }
header.breaking, header.invalid { border-color: var(--red); }
header.suspicious { border-color: var(--amber); }
h1 { font-size: 2rem; margin: 0; text-transform: capitalize; }
h2 { display: inline; font-size: 1.1rem; margin-right: .5rem; }
header p { margin: .25rem 0; }
details { border-top: 1px solid var(--line); padding: .5rem 0; }
summary { cursor: pointer; }
ul { padding-left: 1.2rem; }
li { margin: .5rem 0; }
b { color: var(--green); }
b.breaking, b.invalid { color: var(--red); }
b.suspicious { color: var(--amber); }
code, pre { font: .875em/1.45 ui-monospace, monospace; }
.where, .compared, .advice { color: color-mix(in srgb, currentColor 65%, transparent); }
.where { font-size: .875rem; margin: 0; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
figure { border: 1px solid var(--line); margin: 0; min-width: 0; }
figcaption { border-bottom: 1px solid var(--line); padding: .25rem .75rem; }
pre { margin: 0; overflow-x: auto; padding: .75rem; }
@media (max-width: 45rem) { .columns { grid-template-columns: 1fr; } body { padding: .75rem; } }
`;
