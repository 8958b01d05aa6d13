import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { headers, page } from "./callers.js";

/** A service that responds with a page of records. Prints its address. It is a process of its own, so that its work is not measured. */
const server = createServer((_, response) => response.writeHead(200, headers).end(page));
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
