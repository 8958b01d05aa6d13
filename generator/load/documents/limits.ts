/** Limits of the input. They are far above every real description; beyond them, specloom stops with a message instead of hanging. */
export const limits = {
  /** Bytes of one text. */
  bytes: 64 * 1024 * 1024,
  /** Documents of one description, and the bytes of all of them. */
  documents: 5_000,
  totalBytes: 256 * 1024 * 1024,
  /** For reading one URL. */
  url: { redirects: 5, milliseconds: 30_000 },
  /** Keys and values of all documents of a description: each needs hundreds of bytes of memory. */
  values: 3_000_000,
  /** Nested maps and lists. Later stages can recurse without overflowing the stack. */
  depth: 200,
  /** Nodes that YAML aliases, or the actions of one overlay, add by copying. */
  copies: 1_000_000,
  /** Steps that the targets of one overlay may take together: values and characters that are looked at. */
  overlaySteps: 50_000_000,
  /** Faults that are reported for one text: later ones are mostly consequences of the first. */
  faults: 10,
} as const;
