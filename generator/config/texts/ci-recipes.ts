import type { CiService } from "../../options.js";

/** docs/check-in-ci.md has more recipes. */
const recipes: { readonly [S in CiService]?: readonly [path: string, text: string] } = {
  github: [
    ".github/workflows/specloom.yml",
    `name: specloom
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { persist-credentials: false }
      - uses: actions/setup-node@v4
        with: { node-version: 22, cache: npm }
      - run: npm ci
      - run: npx specloom check --format github
`,
  ],
  gitlab: [
    ".gitlab-ci.yml",
    `specloom:
  image: node:22
  script:
    - npm ci
    - npx specloom check --format junit > specloom.xml
  artifacts:
    when: always
    reports: { junit: specloom.xml }
`,
  ],
};

/** The file that lets a service check the outputs. */
export function recipeFor(service: CiService): readonly [path: string, text: string] | undefined {
  return recipes[service];
}
