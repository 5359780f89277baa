/** What a converted track delivers: pixels, and frames per second. */
export interface Conversion {
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
}
