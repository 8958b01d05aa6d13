import { checkDescription } from "./check-description.js";

/** A child process that checks descriptions one after another on request; `workers.ts` limits its memory and time. */
process.on("message", (file: string) => {
  void checkDescription(file).then((result) => process.send?.({ result, bytes: process.memoryUsage.rss() }));
});
