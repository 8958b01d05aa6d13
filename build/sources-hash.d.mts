import type { Origin } from "./bundle.js";

export function originOfSources(): Origin;
