import { startFake } from "../fake/fake.js";
import { loadBuiltPackage } from "./built-package.js";
import { run } from "./run.js";
import type { Update } from "./outcomes.js";

/** The three updates that the service refuses: of an unknown record, with an invalid number, with an unknown option. */
const invalidUpdates: ReadonlyMap<number, Partial<Update>> = new Map<number, Partial<Update>>([
  [42, { id: "100042" }],
  [137, { properties: { name: "Partner client 137", property_number: "a dozen" } }],
  [211, { properties: { name: "Partner client 211", property_dropdown: "choice_z" } }],
]);

/** Sends 250 updates over HTTP to a fake service. */
export async function runRehearsal(stream: NodeJS.WriteStream): Promise<boolean> {
  const { PartnerClients } = await loadBuiltPackage((line) => stream.write(`${line}\n`));
  const fake = await startFake({ records: 250, token: "rehearsal" });
  try {
    stream.write(`Updating 250 partner clients at ${fake.url}, a fake of the service. It will refuse three.\n\n`);
    const partnerClients = new PartnerClients({ baseUrl: fake.url, accessToken: fake.token });
    const outcomes = await run(partnerClients, updates(250), stream);
    const refused = outcomes.filter(({ status }) => status === "refused");
    return refused.length === invalidUpdates.size && outcomes.filter(({ status }) => status === "updated").length === 247;
  } finally {
    await fake.close();
  }
}

function updates(count: number): readonly Update[] {
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const properties = { name: `Partner client ${number}`, property_number: String(number), property_string: "seen by the demo" };
    return { id: String(number), properties, ...invalidUpdates.get(number) };
  });
}
