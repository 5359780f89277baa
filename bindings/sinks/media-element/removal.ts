/** Elements that are taken out of their document. */

/** The parts of a window that it takes to watch its elements. */
export interface ObservingWindow {
  readonly MutationObserver?: typeof MutationObserver;
}

/**
 * HTML, 4.8.11.8: "when a media element is removed from a document" and is in none in the next stable state, it pauses.
 * Watches the document, and the shadow trees around the element, only while told to.
 */
export class RemovalWatch {
  readonly #element: HTMLMediaElement;
  readonly #observer: MutationObserver | undefined;
  #wasConnected = false;
  #isWatching = false;

  constructor(element: HTMLMediaElement, window: ObservingWindow, removed: () => void) {
    this.#element = element;
    this.#observer = window.MutationObserver
      ? new window.MutationObserver(() => {
          const isRemoved = this.#wasConnected && !element.isConnected;
          this.#observe();
          if (isRemoved) removed();
        })
      : undefined;
  }

  /** Watches or rests. */
  watch(isToWatch: boolean): void {
    if (isToWatch === this.#isWatching) return;
    this.#isWatching = isToWatch;
    if (isToWatch) this.#observe();
    else this.#observer?.disconnect();
  }

  #observe(): void {
    this.#wasConnected = this.#element.isConnected;
    this.#observer?.disconnect();
    // An element outside may come in, so its future document is watched, too.
    const trees = new Set<Node>([this.#element.ownerDocument]);
    for (let root = this.#element.getRootNode(); !trees.has(root); root = hostOf(root).getRootNode())
      trees.add(root);
    for (const tree of trees) this.#observer?.observe(tree, { childList: true, subtree: true });
  }
}

/** A shadow root's host; any other root itself. */
function hostOf(root: Node): Node {
  return root.nodeType === root.DOCUMENT_FRAGMENT_NODE && "host" in root ? (root.host as Element) : root;
}
