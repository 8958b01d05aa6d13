import { testPackageScenarios } from "../package-scenarios.js";

testPackageScenarios(import.meta.dirname);
