import { expect, test } from "vitest";
import { isWildcard, isJson } from "../../../generator/plan/content/media-types.js";
import { isReadAsText } from "../../../generator/plan/content/media-types.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import { path } from "../../../templates/runtime/values/path.js";

/** The type of a response body by its media type is what the runtime returns. */

const labels =
  `application/json application/hal+json application/problem+json text/json application/vnd.api+json;ext=bulk application/json-patch+json
  text/plain text/html text/csv text/xml text/markdown application/xml application/atom+xml application/soap+xml image/svg+xml application/yaml
  application/x-yaml application/javascript application/x-javascript application/x-www-form-urlencoded application/ndjson application/json-seq
  application/octet-stream application/pdf application/zip application/gzip image/png audio/mpeg video/mp4 multipart/mixed font/woff2
  application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/xmlrpc application/protobuf application/graphql
  application/x-tar application/sql application/vnd.ms-excel message/rfc822 Text/HTML Application/XML IMAGE/PNG`.split(/\s+/);

test.each(labels)("%s is read as its type says", async (label) => {
  const fetch = () => Promise.resolve(new Response('{"a":1}', { headers: { "content-type": label } }));
  const client = createClient({ accessToken: "t", baseUrl: "https://api.example.com", fetch });
  const data = await client.send({ method: "GET", path: path`/a`, accept: label });
  const promised = isJson(label) || isWildcard(label) ? "json" : isReadAsText(label) ? "text" : "binary";
  expect(typeof data === "string" ? "text" : data instanceof Blob ? "binary" : "json").toBe(promised);
});
