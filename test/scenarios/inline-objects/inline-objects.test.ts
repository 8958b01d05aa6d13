import { testPackageScenarios } from "../package-scenarios.js";

// The functions of whole packages are compiled by `npm run corpus`.
testPackageScenarios(import.meta.dirname, /^src\/(?:models|runtime\/bodies\/unknown-variant)\.ts$/);
