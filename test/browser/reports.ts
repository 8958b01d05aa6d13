import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../generator/cli.js";

/** The descriptions whose comparison is opened, and its HTML. */

const pet = (properties: object, required: readonly string[] = ["id"]) => ({ type: "object", required, properties });
const text = { type: "string" };
const responses = (name: string) => ({
  "200": { description: "All.", content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } },
});

function description(schemas: object, parameters: readonly object[], title = "Pets"): object {
  const body = { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } } };
  return {
    openapi: "3.1.0",
    info: { title, version: "1.0.0" },
    servers: [{ url: "https://pets.example" }],
    security: [],
    paths: {
      "/pets": { get: { tags: ["pets"], operationId: "pets.list", parameters, responses: responses("Pet") } },
      "/orders": { post: { tags: ["orders"], operationId: "orders.create", requestBody: body, responses: responses("Order") } },
    },
    components: { schemas },
  };
}

const query = (name: string) => ({ name, in: "query", schema: text });
const order = { type: "object", required: ["petId"], properties: { petId: text, note: text } };

const old = description(
  { Pet: pet({ id: text, name: text, status: { type: "string", enum: ["available", "sold"] } }), Order: order },
  [query("limit")],
);
const now = description(
  {
    Pet: pet({
      id: text,
      name: { type: ["string", "null"] },
      photo: text,
      status: { type: "string", enum: ["available", "reserved", "sold"] },
    }),
    Order: { ...order, required: ["petId", "quantity"], properties: { ...order.properties, quantity: { type: "integer" } } },
  },
  [query("limit"), query("tag")],
);

/** What a page would run if it took a text for HTML, in every place from which a text reaches the page. */
const hostile = `</script></code></pre><script>window.owned=1</script><img src=x onerror="window.owned=1"><style>*{display:none}</style>`;
const long = "a".repeat(400);
const hostileNow = description(
  {
    Pet: pet({
      id: { type: "integer" },
      [hostile]: { type: "string", enum: [hostile, "x"], description: hostile },
      [long]: text,
    }),
    Order: { ...order, required: ["petId", hostile], properties: { ...order.properties, [hostile]: text } },
  },
  [query(hostile), query(long)],
  hostile,
);

export interface ReportFile {
  readonly name: string;
  readonly path: string;
  /** A text that the page must show as it is. */
  readonly shows: string;
}

/** Writes the HTML of both comparisons to a folder. */
export async function writeReports(): Promise<readonly ReportFile[]> {
  const folder = mkdtempSync(join(tmpdir(), "specloom-browser-"));
  const rows = [
    { name: "a report", from: "spec/pets.json", to: "spec/pets-next.json", next: now, shows: "orders.create" },
    {
      name: "a report of hostile texts",
      from: "spec/pets.json",
      to: "spec/hostile.json",
      next: hostileNow,
      shows: "<img src=x onerror",
    },
  ];
  return Promise.all(
    rows.map(async ({ name, from, to, next, shows }, index) => {
      const files = [join(folder, `old-${index}.json`), join(folder, `new-${index}.json`)] as const;
      for (const [file, content] of [
        [files[0], old],
        [files[1], next],
      ] as const)
        writeFileSync(file, JSON.stringify(content));
      const lines: string[] = [];
      const code = await main(["compare", ...files, "--format", "html", "--fail-on", "never"], {
        out: (line) => lines.push(line),
        error: (line) => console.error(line),
      });
      if (code !== 0) throw new Error(`compare ended with ${code}.`);
      const path = join(folder, `report-${index}.html`);
      // The page names the files as their user did.
      writeFileSync(path, lines.join("\n").replaceAll(files[0], from).replaceAll(files[1], to));
      return { name, path, shows };
    }),
  );
}
