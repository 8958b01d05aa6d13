import { goLive } from "./live.js";
import { rehearse } from "./rehearsal.js";
import { readWish, UsageError, type Wish } from "./usage.js";

/** `npm run demo`: see README.md in this folder. */

async function fulfil(wish: Wish): Promise<boolean> {
  if (wish.mode === "nothing more") return true;
  return wish.mode === "live" ? await goLive(wish, process.stdout) : await rehearse(process.stdout);
}

try {
  const done = await fulfil(readWish(process.argv.slice(2), process.env.HUBSPOT_TOKEN));
  process.exitCode = done ? 0 : 1;
} catch (thrown) {
  if (!(thrown instanceof UsageError)) throw thrown;
  if (thrown.message !== "") process.stderr.write(`${thrown.message}\n`);
  process.exitCode = 2;
}
