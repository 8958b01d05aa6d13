import { diagnostic, type Report } from "../../diagnostics.js";
import type { Info } from "../../model/types/api.js";
import type { PlanOptions } from "../../options.js";
import type { PackageJsonPlan } from "../types/package-plan.js";

/** The package names that the npm registry accepts: lower case, no spaces, at most one scope and 214 characters. */
const packageName = /^(?=.{1,214}$)(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

const refusedNames: ReadonlySet<string> = new Set(["node_modules", "favicon.ico"]);

/** The regular expression of the Semantic Versioning 2.0.0 specification. */
const semanticVersion =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/;

const maximumDescriptionLength = 200;

/** The fields of `package.json`. Name and version are always the options of the user. */
export function planPackageJson(
  info: Info,
  { name, version, license, repository, hasChangelog, runtime }: PlanOptions,
  report: Report,
): PackageJsonPlan {
  if (!packageName.test(name) || refusedNames.has(name)) {
    const help = "Use lower-case letters, digits, `-`, `.` and `_`, at most 214 of them, as in `pet-store` or `@acme/pet-store`.";
    report(diagnostic("package-name-invalid", undefined, `${JSON.stringify(name)} is not a valid npm package name.`, { help }));
  }
  if (version.length > 256 || !semanticVersion.test(version)) {
    const help = "Use three numbers, as in `1.2.0`.";
    report(diagnostic("usage", undefined, `${JSON.stringify(version)} is not a semantic version.`, { help }));
  }
  const repositoryUrl = repository === undefined ? undefined : readRepository(repository, report);
  return {
    name,
    version,
    description: describe(info),
    ...(license !== undefined && { license }),
    ...(repositoryUrl !== undefined && { repository: repositoryUrl }),
    ...(hasChangelog === true && { hasChangelog }),
    ...(runtime?.version !== undefined && { dependencies: { [runtime.from]: runtime.version } }),
  };
}

/** The hosts that npm knows by a name. */
const repositoryHosts: ReadonlyMap<string, string> = new Map([
  ["github", "github.com"],
  ["gitlab", "gitlab.com"],
  ["bitbucket", "bitbucket.org"],
]);

/** The URL of a repository as npm writes it, so that npm finds nothing to correct when the package is published. */
function readRepository(repository: string, report: Report): string | undefined {
  const [, host = "github", owner, name] = /^(?:(github|gitlab|bitbucket):)?([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (owner !== undefined && name !== undefined)
    return `git+https://${repositoryHosts.get(host) ?? host}/${owner}/${name.replace(/\.git$/, "")}.git`;
  const url = URL.canParse(repository) ? new URL(repository) : undefined;
  if (url !== undefined && /^(?:git\+)?(?:https|ssh):$/.test(url.protocol) && url.password === "")
    return url.protocol.startsWith("git+") ? repository : `git+${repository}`;
  const help = "Use a URL without a password, as in `https://github.com/acme/pet-store.git`, or `github:acme/pet-store`.";
  report(diagnostic("usage", undefined, `${JSON.stringify(repository)} is not the URL of a repository.`, { help }));
  return undefined;
}

/** One line: the summary, else the first sentence of the description, else the title. */
function describe({ title, summary, description }: Info): string {
  const paragraph = (description ?? "").split(/\n\s*\n/).find((text) => /^\s*[\p{L}\p{N}]/u.test(text)) ?? "";
  const sentence = /^[^]*?[.!?](?=\s|$)/.exec(paragraph.trim())?.[0] ?? paragraph;
  const line = [summary, sentence, title].map(oneLine).find((text) => text !== "") ?? "";
  const characters = Array.from(line);
  return characters.length > maximumDescriptionLength
    ? `${characters
        .slice(0, maximumDescriptionLength - 1)
        .join("")
        .trimEnd()}…`
    : line;
}

function oneLine(text = ""): string {
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
}
