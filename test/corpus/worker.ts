import { prove } from "./prove.js";

/** A process of its own judges descriptions, one after another, as it is asked to; `workers.ts` watches its memory and its time. */
process.on("message", (file: string) => {
  void prove(file).then((verdict) => process.send?.({ verdict, bytes: process.memoryUsage.rss() }));
});
