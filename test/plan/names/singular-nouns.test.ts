import { expect, test } from "vitest";
import { singularName } from "../../../generator/plan/names/singular-nouns.js";

test.each([
  ["Servers", "Server"],
  ["FloatingIps", "FloatingIp"],
  ["Addresses", "Address"],
  ["Databases", "Database"],
  ["Releases", "Release"],
  ["Statuses", "Status"],
  ["Status", "Status"],
  ["Boxes", "Box"],
  ["Categories", "Category"],
  ["Movies", "Movie"],
  ["Caches", "Cache"],
  ["Branches", "Branch"],
  ["Analyses", "Analysis"],
  ["SeriesOfPeople", "SeriesOfPerson"],
  ["Data", "Data"],
  ["S", "S"],
  ["", ""],
])("%s: %s", (plural, singular) => {
  expect(singularName(plural)).toBe(singular);
});
