import { expect, test } from "vitest";
import { typeErrors } from "../compile.js";
import { fixture, packageOf } from "../package-of.js";

/* A body that is not required can be left out, although it has a required property; RFC 7396: a merge patch removes with null, at any depth. */

const consumer = `
import type { Sample } from "./src/index.js";
export async function use(api: Sample): Promise<void> {
  await api.withId({ id: "1" }); await api.withId({ id: "1", name: "x", tags: ["a"] });
  // @ts-expect-error
  await api.withId({ id: "1", tags: ["a"] });
  // @ts-expect-error
  await api.withId({ id: "1", nam: "a" });
  await api.plain(); await api.plain({}); await api.plain({ name: "x" });
  await api.inline(); await api.inline({ a: "x", b: ["y"] as const });
  await api.several(); await api.several({ name: "x" }); await api.several({ contentType: "multipart/form-data", f: new Blob([]) });
  await api.both(); await api.both({ name: "x", z: 1 });
  await api.patchPet({ id: "1", address: null, tags: null, next: { address: { geo: { x: null }, street: null } }, kind: "zzz", extra: 5 });
  await api.patchPet({ id: "1" });
  // @ts-expect-error
  await api.patchPet({ id: "1", name: 5 });
  // @ts-expect-error
  await api.patchPet({ id: "1", nme: null });
  await api.patchMap({ body: { a: null, b: { street: null } } }); await api.patchMap();
  await api.patchEither({ contentType: "application/merge-patch+json; charset=utf-8", name: null }); await api.patchEither({ name: "x" });
  // @ts-expect-error
  await api.patchEither({ name: null });
  await api.tagged({ body: { tags: ["a"] as const, note: "x" } });
  // @ts-expect-error
  await api.tagged({ body: { note: "x" } });
  await api.inherited.create(); await api.inherited.create({ constructor: "x", toString: "y" });
  // @ts-expect-error
  await api.inherited.create({ constructor: "x" });
  await api.inherited.update({ a: null }); await api.inherited.update({ constructor: null }); await api.inherited.update({ constructor: "x" });
  // @ts-expect-error
  await api.inherited.update({ constructor: 5 });
}
`;

test("optional bodies and merge patches take what may be sent, and nothing else", { timeout: 60_000 }, async () => {
  const { files, reported } = await packageOf(fixture("optional-bodies.yaml"));
  expect(reported).toEqual([]);
  expect(typeErrors(files, new Map([["consumer.ts", consumer]]))).toEqual([]);
});
