import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A service that confirms every update. Prints its address. */
interface Input {
  readonly id: string;
  readonly objectWriteTraceId?: string;
}

const record = {
  properties: { name: "Acme" },
  createdAt: "2025-01-31T09:30:00Z",
  updatedAt: "2025-01-31T09:30:00Z",
  archived: false,
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { inputs } = JSON.parse(Buffer.concat(chunks).toString()) as { readonly inputs: readonly Input[] };
    const results = inputs.map(({ id, objectWriteTraceId }) => ({ id, ...record, objectWriteTraceId }));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ status: "COMPLETE", results, startedAt: record.createdAt, completedAt: record.createdAt }));
  });
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
