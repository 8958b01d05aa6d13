/** The body of a page with a hundred records, about 25 KB. */
export const page = JSON.stringify({
  results: Array.from({ length: 100 }, (_, id) => ({ id: String(id), properties: { name: "x".repeat(200) }, archived: false })),
});

export const headers = { "content-type": "application/json" };
