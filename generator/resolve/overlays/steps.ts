import { limits } from "../../load/documents/limits.js";

/** How many steps the targets of an overlay may still take. A step looks at one value or one character. */
export class Steps {
  #left: number;

  constructor(private readonly maximum: number = limits.overlaySteps) {
    this.#left = maximum;
  }

  /** @throws Error - when the steps are used up. */
  spend(count = 1): void {
    this.#left -= count;
    if (this.#left < 0) throw new Error(`the targets of the overlay take more than ${this.maximum} steps`);
  }
}
