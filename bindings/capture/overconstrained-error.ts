import { defineInterface, requireArguments, toDOMString } from "./web-idl.js";

/**
 * Media Capture and Streams, 7.1, OverconstrainedError: constraints that no device or no settings of a device satisfy.
 * `constraint` names one that is to blame alone, or is "" where there is none or where it may not be told.
 */
export class OverconstrainedError extends DOMException {
  #constraint: string;

  constructor(constraint: string, message = "") {
    requireArguments("OverconstrainedError", arguments.length, 1);
    const name = toDOMString(constraint, "constraint");
    super(toDOMString(message, "message"), "OverconstrainedError");
    this.#constraint = name;
  }

  /** The name of the constraint to blame, or "". */
  get constraint(): string {
    return this.#constraint;
  }

  static {
    defineInterface(this, "OverconstrainedError", (value) => #constraint in value);
  }
}

// The default value makes the second argument optional, and only that.
Object.defineProperty(OverconstrainedError, "length", { value: 1 });
