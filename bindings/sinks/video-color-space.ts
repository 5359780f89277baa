import { defineInterface } from "../capture/web-idl.js";
import { dictionary, enumerated } from "./web-idl.js";

const primaries = ["bt709", "bt470bg", "smpte170m", "bt2020", "smpte432"] as const;
const transfers = ["bt709", "smpte170m", "iec61966-2-1", "linear", "pq", "hlg"] as const;
const matrices = ["rgb", "bt709", "bt470bg", "smpte170m", "bt2020-ncl"] as const;

function member<T extends string>(value: unknown, values: readonly T[], name: string): T | null {
  return value === undefined || value === null ? null : enumerated(value, values, `colorSpace.${name}`);
}

/**
 * What the numbers of a frame's pixels mean, in the shape of WebCodecs' `VideoColorSpace`; null is unknown.
 */
export class VideoColorSpace {
  readonly #fullRange: boolean | null;
  readonly #matrix: (typeof matrices)[number] | null;
  readonly #primaries: (typeof primaries)[number] | null;
  readonly #transfer: (typeof transfers)[number] | null;

  constructor(init: VideoColorSpaceInit = {}) {
    const { fullRange, matrix, primaries: primary, transfer } = dictionary(init, "colorSpace");
    this.#fullRange = fullRange === undefined || fullRange === null ? null : Boolean(fullRange);
    this.#matrix = member(matrix, matrices, "matrix");
    this.#primaries = member(primary, primaries, "primaries");
    this.#transfer = member(transfer, transfers, "transfer");
  }

  get primaries(): VideoColorPrimaries | null {
    return this.#primaries as VideoColorPrimaries | null;
  }

  get transfer(): VideoTransferCharacteristics | null {
    return this.#transfer as VideoTransferCharacteristics | null;
  }

  get matrix(): VideoMatrixCoefficients | null {
    return this.#matrix as VideoMatrixCoefficients | null;
  }

  get fullRange(): boolean | null {
    return this.#fullRange;
  }

  /** The four members as a plain object. */
  toJSON(): VideoColorSpaceInit {
    const { primaries, transfer, matrix, fullRange } = this;
    return { primaries, transfer, matrix, fullRange };
  }

  static {
    defineInterface(this, "VideoColorSpace", (value) => #matrix in value);
  }
}

/** What the pictures of cameras are in: BT.601, limited range. */
export const cameraColorSpace: VideoColorSpaceInit = {
  primaries: "smpte170m",
  transfer: "smpte170m",
  matrix: "smpte170m",
  fullRange: false,
};

const rgbColorSpace = { primaries: "bt709", transfer: "iec61966-2-1", matrix: "rgb", fullRange: true };
const yuvColorSpace = { primaries: "bt709", transfer: "bt709", matrix: "bt709", fullRange: false };

/** WebCodecs, 9.4.4, "Pick Color Space": the one given, else sRGB for RGB and BT.709 for I420. */
export function pickColorSpace(given: VideoColorSpace | undefined, isRgb: boolean): VideoColorSpace {
  return given ?? new VideoColorSpace((isRgb ? rgbColorSpace : yuvColorSpace) as VideoColorSpaceInit);
}
