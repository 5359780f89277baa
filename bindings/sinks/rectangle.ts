import { dictionary, finite, optional } from "./web-idl.js";

/** A rectangle of pixels with `DOMRectReadOnly`'s members, which not every platform has. */
export class Rectangle implements DOMRectReadOnly {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;

  constructor(x: number, y: number, width: number, height: number) {
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
    Object.freeze(this);
  }

  get top(): number {
    return this.y;
  }

  get right(): number {
    return this.x + this.width;
  }

  get bottom(): number {
    return this.y + this.height;
  }

  get left(): number {
    return this.x;
  }

  /** All eight members as a plain object. */
  toJSON(): Record<string, number> {
    const { x, y, width, height, top, right, bottom, left } = this;
    return { x, y, width, height, top, right, bottom, left };
  }

  get [Symbol.toStringTag](): string {
    return "DOMRectReadOnly";
  }
}

/** Converts a `DOMRectInit`, of which WebCodecs takes finite members only. */
export function convertRectangle(value: unknown, place: string): Rectangle {
  const { height, width, x, y } = dictionary(value, place);
  const h = optional(height, finite, `${place}.height`) ?? 0;
  const w = optional(width, finite, `${place}.width`) ?? 0;
  const left = optional(x, finite, `${place}.x`) ?? 0;
  return new Rectangle(left, optional(y, finite, `${place}.y`) ?? 0, w, h);
}
