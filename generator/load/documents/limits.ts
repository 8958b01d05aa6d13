/** What an input may cost. Each bound is far above every real description and ends in a message, not in a hang. */
export const limits = {
  /** Bytes of one source. */
  bytes: 64 * 1024 * 1024,
  /** Documents that one description consists of, and the bytes of all of them. */
  documents: 5_000,
  totalBytes: 256 * 1024 * 1024,
  /** What reading one address may take. */
  address: { redirects: 5, milliseconds: 30_000 },
  /** Keys and values of all documents of a description: each takes hundreds of bytes of memory. */
  values: 3_000_000,
  /** Maps and lists within each other. The stages below may recurse without fear. */
  depth: 200,
  /** Nodes that come out of YAML aliases, or out of the actions of one overlay, beyond those that are written. */
  copies: 1_000_000,
  /** Faults that are told of one text: what follows the first few is mostly their consequence. */
  faults: 10,
} as const;
