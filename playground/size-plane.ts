/** The plane of sizes: what the camera has, what is asked, and what came of it. */
import type { SourceDescription, TrackConstraints, TrackSettings } from "../bindings/solver/index.js";
import { svg } from "./dom.js";
import { allowedSizes, boundsOf, endOfRatio, isNarrowed, type Point } from "./plane-geometry.js";
import { sizeText } from "./words.js";

/** What the plane shows. */
export interface PlaneView {
  readonly description: SourceDescription;
  readonly constraints: TrackConstraints;
  readonly ours: TrackSettings | undefined;
  readonly theirs: TrackSettings | undefined;
}

/** As much of what lies beyond the camera's largest size is shown, as a part of it. */
const BEYOND = 0.16;
/** Room for the labels, in CSS pixels. */
const LABEL = { width: 64, height: 14 };
const TALLEST = 340;

/** The camera's sizes, the largest first; its greatest width and height where modes are not known. */
function sizesOf({ modes = [], capabilities = {} }: SourceDescription): {
  sizes: Point[];
  areNative: boolean;
} {
  const distinct = new Map(modes.map(({ width, height }) => [`${width}x${height}`, { width, height }]));
  const sizes = [...distinct.values()].sort((a, b) => b.width * b.height - a.width * a.height);
  if (sizes.length > 0) return { sizes, areNative: true };
  const { width, height } = capabilities as MediaTrackCapabilities;
  const reach = { width: width?.max ?? 0, height: height?.max ?? 0 };
  return { sizes: reach.width > 0 && reach.height > 0 ? [reach] : [], areNative: false };
}

function sizeOf(settings: TrackSettings | undefined): Point | undefined {
  const { width, height } = settings ?? {};
  return width === undefined || height === undefined ? undefined : { width, height };
}

/** Draws the plane into an SVG element, at the width the page gives it. */
export class SizePlane {
  readonly #canvas: SVGSVGElement;
  #view: PlaneView | undefined;
  #scale = 0;
  #tall = 0;

  /** `pick` is called with the size where a pointer is pressed. */
  constructor(canvas: SVGSVGElement, pick: (size: Point) => void) {
    this.#canvas = canvas;
    new ResizeObserver(() => {
      if (this.#view) this.#draw(this.#view);
    }).observe(canvas);
    const ask = (pointer: PointerEvent): void => {
      const { left, bottom } = canvas.getBoundingClientRect();
      if (this.#scale <= 0) return;
      const inPixels = (distance: number): number => Math.max(1, Math.round(distance / this.#scale / 2) * 2);
      pick({ width: inPixels(pointer.clientX - left), height: inPixels(bottom - pointer.clientY) });
    };
    canvas.addEventListener("pointerdown", ask);
    canvas.addEventListener("pointermove", (pointer) => {
      // A finger that moves scrolls the page.
      if (pointer.pointerType === "mouse" && pointer.buttons === 1) ask(pointer);
    });
  }

  /** Shows a request and its answer. */
  show(view: PlaneView): void {
    this.#view = view;
    this.#draw(view);
  }

  #draw({ description, constraints, ours, theirs }: PlaneView): void {
    const { sizes, areNative } = sizesOf(description);
    const wide = this.#canvas.parentElement?.clientWidth ?? 0;
    if (wide === 0) return;
    const basic = constraints as Readonly<Record<string, unknown>>;
    const width = boundsOf(basic["width"]);
    const height = boundsOf(basic["height"]);
    const ratio = boundsOf(basic["aspectRatio"]);
    const most = (of: (size: Point) => number): number =>
      Math.max(
        ...sizes.map(of),
        ...[ours, theirs].map((settings) => of(sizeOf(settings) ?? { width: 1, height: 1 })),
      );
    const extent = { width: most((size) => size.width), height: most((size) => size.height) };
    const margin = BEYOND * Math.max(extent.width, extent.height);
    this.#scale = Math.min(wide / (extent.width + margin), TALLEST / (extent.height + margin));
    this.#tall = Math.round(this.#scale * (extent.height + margin));
    const seen = { width: wide / this.#scale, height: this.#tall / this.#scale };

    const parts: SVGElement[] = [];
    if (isNarrowed(width, height, ratio)) {
      parts.push(this.#polygon(allowedSizes(width, height, ratio, seen), "plane-allowed"));
    }
    parts.push(...sizes.map((size) => this.#rectangle(size, areNative ? "plane-mode" : "plane-reach")));
    if (width.ideal !== undefined) {
      parts.push(this.#line({ width: width.ideal, height: 0 }, { width: width.ideal, height: seen.height }));
    }
    if (height.ideal !== undefined) {
      parts.push(this.#line({ width: 0, height: height.ideal }, { width: seen.width, height: height.ideal }));
    }
    if (ratio.ideal !== undefined && ratio.ideal > 0) {
      parts.push(this.#line({ width: 0, height: 0 }, endOfRatio(ratio.ideal, seen)));
    }
    parts.push(...this.#labels(sizes));
    const [our, their] = [sizeOf(ours), sizeOf(theirs)];
    if (their) parts.push(this.#rectangle(their, "plane-theirs"), this.#dot(their, "plane-theirs-dot", 7));
    if (our) parts.push(this.#rectangle(our, "plane-ours"), this.#dot(our, "plane-ours-dot", 4.5));
    this.#canvas.setAttribute("viewBox", `0 0 ${wide} ${this.#tall}`);
    this.#canvas.setAttribute("height", String(this.#tall));
    this.#canvas.setAttribute("aria-label", this.#inWords(sizes, areNative, our, their));
    this.#canvas.replaceChildren(...parts);
  }

  #x(width: number): number {
    return Math.round(width * this.#scale * 10) / 10;
  }

  #y(height: number): number {
    return Math.round((this.#tall - height * this.#scale) * 10) / 10;
  }

  #rectangle({ width, height }: Point, name: string): SVGElement {
    const y = this.#y(height);
    return svg("rect", { class: name, x: 0, y, width: this.#x(width), height: this.#tall - y });
  }

  #dot({ width, height }: Point, name: string, r: number): SVGElement {
    return svg("circle", { class: name, cx: this.#x(width), cy: this.#y(height), r });
  }

  #line(from: Point, to: Point): SVGElement {
    const ends = {
      x1: this.#x(from.width),
      y1: this.#y(from.height),
      x2: this.#x(to.width),
      y2: this.#y(to.height),
    };
    return svg("line", { class: "plane-ideal", ...ends });
  }

  #polygon(corners: readonly Point[], name: string): SVGElement {
    const points = corners.map(({ width, height }) => `${this.#x(width)},${this.#y(height)}`).join(" ");
    return svg("polygon", { class: name, points });
  }

  /** The sizes at their corners, the largest first; those without room are left to the list of modes. */
  #labels(sizes: readonly Point[]): SVGElement[] {
    const taken: { right: number; top: number }[] = [];
    return sizes.flatMap((size) => {
      const right = this.#x(size.width) - 5;
      const top = this.#y(size.height) + 4;
      const isFree = taken.every(
        (other) => Math.abs(other.right - right) > LABEL.width || Math.abs(other.top - top) > LABEL.height,
      );
      if (!isFree || right < LABEL.width || this.#tall - top < LABEL.height) return [];
      taken.push({ right, top });
      return svg("text", { class: "plane-label", x: right, y: top + 10 }, `${size.width}×${size.height}`);
    });
  }

  #inWords(
    sizes: readonly Point[],
    areNative: boolean,
    our: Point | undefined,
    their: Point | undefined,
  ): string {
    const [largest] = sizes;
    const offer =
      largest === undefined
        ? "The sizes of this camera are not known."
        : `${areNative ? `${sizes.length} native sizes` : "Sizes"} up to ${sizeText(largest.width, largest.height)}.`;
    const told = [offer];
    if (our) told.push(`Trackfit takes ${sizeText(our.width, our.height)}.`);
    if (their) told.push(`This browser takes ${sizeText(their.width, their.height)}.`);
    return `Plane of sizes. ${told.join(" ")}`;
  }
}
