/** The size of what a converter reads, which may become another without anybody having asked for it. */
import { centredCrop } from "../flow/picture-fitter.js";

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a converter has found out about its input. */
export interface InputSize extends Size {
  /** It stays smaller than what is to be put out, and as much of it is put out as there is. */
  readonly isShort: boolean;
}

/** How long smaller pictures are taken for the last ones of a mode that the camera is leaving, in microseconds. */
const PATIENCE = 1e6;

/** The size that pictures can be put out in: the one asked for or, of smaller ones, the largest of its shape. */
export function sizeWithin(input: Size, { width, height }: Size): Size {
  if (!isSmaller(input, { width, height })) return { width, height };
  const crop = centredCrop(input.width, input.height, width, height);
  return { width: Math.max(1, crop.width), height: Math.max(1, crop.height) };
}

/**
 * Watches the pictures that are to be converted. Smaller ones are left out for a moment, as a camera that changes its mode
 * delivers them until it has; where it goes on with them, they are put out as they are, cropped and never enlarged.
 */
export class InputWatch {
  readonly #told: (input: InputSize) => void;
  #size: Size | undefined;
  /** Since when pictures have been too small. */
  #since: number | undefined;
  #isShort = false;

  /** `told` is called when the size of the input has changed, and when the patience with a small one is over. */
  constructor(told: (input: InputSize) => void) {
    this.#told = told;
  }

  /** Something else is to be put out from now on. */
  renew(): void {
    this.#since = undefined;
    this.#isShort = false;
  }

  /** The next picture is of another input. */
  restart(): void {
    this.renew();
    this.#size = undefined;
  }

  /** The size that a picture taken at a time, in microseconds, is to be put out in; undefined where it is left out. */
  fit({ width, height }: Size, wanted: Size, timestamp: number): Size | undefined {
    if (this.#size?.width !== width || this.#size.height !== height) {
      this.#size = { width, height };
      this.#isShort = false;
      this.#told({ width, height, isShort: false });
    }
    if (!isSmaller({ width, height }, wanted)) {
      this.renew();
      return wanted;
    }
    this.#since ??= timestamp;
    if (timestamp - this.#since < PATIENCE) return undefined;
    if (!this.#isShort) {
      this.#isShort = true;
      this.#told({ width, height, isShort: true });
    }
    return sizeWithin({ width, height }, wanted);
  }
}

function isSmaller(input: Size, wanted: Size): boolean {
  return input.width < wanted.width || input.height < wanted.height;
}
