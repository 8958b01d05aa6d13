/** A code fence of a Markdown page. */
export interface Fence {
  readonly language: string;
  readonly code: string;
}

/** The code fences of a page, in order. */
export function fencesOf(page: string): readonly Fence[] {
  return [...page.matchAll(/^```(\w*)\r?\n([\s\S]*?)^```\r?$/gm)].map(([, language = "", code = ""]) => ({ language, code }));
}

/** A fence as a module. Examples after the first one use the client that the first one creates, so it is declared for them. */
export function asModule(code: string): string {
  if (/\bnew PartnerClients\(/.test(code) || !/\bpartnerClients\b/.test(code)) return `${code}\nexport {};\n`;
  const names = ["PartnerClients", "isApiError"].filter((name) => !new RegExp(`import .*\\b${name}\\b`).test(code));
  return `import { ${names.join(", ")} } from "hubspot-partner-clients";\ndeclare const partnerClients: PartnerClients;\nvoid [${names.join(", ")}];\n${code}\nexport {};\n`;
}
