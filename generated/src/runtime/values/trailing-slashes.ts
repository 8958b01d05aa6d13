/** A URL without the slashes at its end. A loop, because a regular expression would take quadratic time for many slashes. */
export function withoutSlashesAtEnd(url: string): string {
  let end = url.length;
  while (url[end - 1] === "/") end -= 1;
  return url.slice(0, end);
}
