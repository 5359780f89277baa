/** A browser's own element, as far as it is needed to show what a stream has at the moment. */
export interface Screen {
  /** Whether the element has to load anew to show another picture. */
  readonly reloads: boolean;
  /** HTML's number. */
  readonly readyState: number;
  /** In seconds. */
  readonly currentTime: number;

  /** Whether the element would do right with what the stream has. */
  canShow(stream: MediaStream): boolean;
  /** Runs the element's load algorithm with the stream. */
  load(stream: MediaStream): void;
  /** Brings the element in line with the stream without loading; false where that takes loading. */
  update(stream: MediaStream): boolean;
  /** Stops the element where it is: its stream has nothing that it is to play. */
  freeze(): void;
  /** Keeps a stopped element from showing what the stream has got since. */
  keepStill(stream: MediaStream): void;
  /** Runs the element's load algorithm with nothing to play. */
  clear(): void;
  /** Lets go of what was shown: the element is about to be given something else, or has been. */
  release(): void;

  /** Tells that the element has loaded anew. */
  begin(): void;
  /** Tells whether the timeline increments. */
  run(isRunning: boolean): void;
  /** Whether there is something to an event of the browser's own. */
  isFounded(type: string): boolean;
}
