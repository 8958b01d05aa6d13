import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

export interface Tarball {
  readonly path: string;
  /** The paths of its files. */
  readonly files: readonly string[];
  readonly unpackedSize: number;
}

/** Packs specloom as it would be published. */
export function packTarball(folder: string): Tarball {
  const printed = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  // The output of `prepack` comes first.
  const [packed] = JSON.parse(printed.slice(printed.indexOf("["))) as [Packed];
  const { filename, files, unpackedSize } = packed;
  return { path: join(folder, filename), files: files.map(({ path }) => path), unpackedSize };
}

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
  readonly unpackedSize: number;
}
