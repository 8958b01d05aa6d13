import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { accepted, ownFiles, shopPackage } from "./shop-package.js";

/** `npm run accept`: accepts the package as it is generated now. Review the diff before you commit it. */

const files = ownFiles(await shopPackage());
rmSync(accepted, { recursive: true, force: true });
for (const [file, text] of files) {
  mkdirSync(path.dirname(path.join(accepted, file)), { recursive: true });
  writeFileSync(path.join(accepted, file), text);
}
console.log(`${files.size} files accepted: see \`git diff -- test/snapshots/shop\`.`);
