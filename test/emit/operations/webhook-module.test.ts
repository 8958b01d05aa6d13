import { describe, expect, test } from "vitest";
import { generate } from "../../../generator/generate.js";
import { readTemplates } from "../../../generator/load/read/read-templates.js";
import type { Files } from "../../../generator/files.js";
import { readmeModule, typeErrors } from "../compile.js";
import { fixture } from "../package-of.js";

const templates = await readTemplates();

async function packageWith(selection: {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}): Promise<Files> {
  const description = { name: "incoming.yaml", text: fixture("incoming.yaml") };
  const options = { name: "@example/sample", version: "1.0.0", entries: ["openapi"] as const, ...selection };
  const { files, diagnostics } = await generate({ description, overlays: [], templates, options });
  expect(diagnostics.filter(({ severity }) => severity !== "note")).toEqual([]);
  return files;
}

function modelsOf(files: Files): readonly string[] {
  return [...(files.get("src/models.ts") ?? "").matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name = ""]) => name);
}

function entriesOf(files: Files): readonly string[] {
  const { exports } = JSON.parse(files.get("package.json") ?? "{}") as { readonly exports: object };
  return Object.keys(exports);
}

describe("webhooks in a package", () => {
  test("are emitted with their models, and left out with them", async () => {
    expect(modelsOf(await packageWith({}))).toEqual(["Line", "Order", "Shop"]);
    const without = await packageWith({ exclude: ["webhook:*"] });
    expect(modelsOf(without)).toEqual([]);
    expect(without.has("src/webhook-types.ts")).toBe(false);
    expect(without.get("README.md")).not.toContain("## Webhooks");
    const tagged = await packageWith({ include: ["tag:orders"] });
    expect(tagged.get("src/webhook-types.ts")).toContain("interface OrderPlacedWebhook");
    expect(tagged.get("src/webhook-types.ts")).not.toContain("interface OrderLostDeleteWebhook");
  });

  test("without operations are a package of types: no client, no code that runs, and examples that compile", async () => {
    const files = await packageWith({ include: ["webhook:**"] });
    expect(entriesOf(files)).toEqual([".", "./models", "./openapi", "./webhook-types", "./package.json"]);
    expect([...files.keys()].filter((file) => file.startsWith("src/"))).toEqual([
      "src/index.ts",
      "src/models.ts",
      "src/openapi.ts",
      "src/webhook-types.ts",
    ]);
    expect(files.get("README.md")).toContain("`order.placed`, by `POST`: `OrderPlacedWebhook`");
    expect(typeErrors(files, new Map([["readme.ts", readmeModule(files.get("README.md") ?? "")]]))).toEqual([]);
  });

  test("are discriminated by name, and their handlers are type-checked", async () => {
    const files = await packageWith({});
    const user = `import type { AnyWebhook, Order, Webhooks } from "@example/sample";
import type { ExportsCreateFinishedCallback, OrderPlacedWebhookResponses } from "@example/sample";
import type { Webhooks as Same } from "@example/sample/webhook-types";
export function received(webhook: AnyWebhook): string {
  if (webhook.name === "order.lost") return webhook.method satisfies "DELETE";
  const shop: string | undefined = webhook.query.shop.name;
  if (webhook.contentType === "application/xml") return (webhook.body satisfies string | undefined) ?? shop ?? "";
  const order: Order = webhook.body;
  return order.id + (webhook.headers["x-signature"] ?? "");
}
export const same: Same = {} as Webhooks;
export const answer: OrderPlacedWebhookResponses[200] = "fine";
export const finished = ({ body }: ExportsCreateFinishedCallback): string | undefined => body;
type Handlers = { [Name in keyof Webhooks]: (webhook: Webhooks[Name][keyof Webhooks[Name]]) => void };
// @ts-expect-error -- A handler is missing.
export const some: Handlers = { "order.placed": () => undefined };
`;
    expect(typeErrors(files, new Map([["user.ts", user]]))).toEqual([]);
  });
});
