/** A server's URL, if it is relative, at the address of the description (OpenAPI 3.2, 4.6). Variables stay as they are. */
export function resolveServerUrl(template: string, address: string): string {
  if (/^[a-z{][^/]*:|^\{/i.test(template)) return template;
  // `URL` percent-encodes the braces of variables.
  return new URL(template, address).href.replace(/%7B/gi, "{").replace(/%7D/gi, "}");
}
