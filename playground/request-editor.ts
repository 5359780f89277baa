/** The text field of the request, with its colours, its problems and a way back. */
import { setText, html } from "./dom.js";
import { highlight } from "./highlight.js";
import type { Problem } from "./request.js";

/** The elements of the editor. */
export interface EditorElements {
  readonly field: HTMLTextAreaElement;
  readonly colours: HTMLElement;
  readonly problem: HTMLElement;
  readonly hints: HTMLElement;
  readonly undo: HTMLButtonElement;
}

const MOST_UNDONE = 100;
const NUMBER = /-?\d+(?:\.\d+)?/g;

/** Edits text; tells of every change. */
export class RequestEditor {
  readonly #elements: EditorElements;
  readonly #changed: (text: string) => void;
  readonly #before: string[] = [];

  constructor(elements: EditorElements, changed: (text: string) => void) {
    this.#elements = elements;
    this.#changed = changed;
    const { field, undo } = elements;
    field.addEventListener("input", () => {
      changed(field.value);
    });
    field.addEventListener("keydown", (key) => {
      if (!key.altKey || (key.key !== "ArrowUp" && key.key !== "ArrowDown")) return;
      if (this.#step((key.key === "ArrowUp" ? 1 : -1) * (key.shiftKey ? 10 : 1))) key.preventDefault();
    });
    undo.addEventListener("click", () => {
      const text = this.#before.pop();
      if (text !== undefined) this.#put(text);
      // A disabled button loses the focus.
      if (this.#before.length === 0) field.focus();
      undo.disabled = this.#before.length === 0;
    });
  }

  get text(): string {
    return this.#elements.field.value;
  }

  /** Replaces the text, with a way back. */
  replace(text: string): void {
    if (text === this.text) return;
    this.#before.push(this.text);
    if (this.#before.length > MOST_UNDONE) this.#before.shift();
    this.#elements.undo.disabled = false;
    this.#put(text);
  }

  /** Shows another text, of which there is no way back to the one before. */
  open(text: string): void {
    this.#before.length = 0;
    this.#elements.undo.disabled = true;
    this.#elements.field.value = text;
  }

  /** Shows what is wrong with the text, or what in it is ignored. */
  judge(problem: Problem | undefined, hints: readonly string[]): void {
    const { field, colours, problem: told, hints: list } = this.#elements;
    colours.replaceChildren(...highlight(field.value, problem?.offset));
    setText(told, problem ? `${capitalized(problem.place)}: ${problem.message}` : "");
    if (problem) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    list.replaceChildren(...hints.map((hint) => html("li", {}, hint)));
    list.hidden = hints.length === 0;
  }

  #put(text: string): void {
    this.#elements.field.value = text;
    this.#changed(text);
  }

  /** Makes the number at the cursor larger or smaller; false where there is none. */
  #step(by: number): boolean {
    const { field } = this.#elements;
    const at = field.selectionStart;
    for (const { 0: digits, index } of field.value.matchAll(NUMBER)) {
      if (at < index || at > index + digits.length) continue;
      // One unit of the last decimal place that is written.
      const decimals = Math.min(digits.split(".")[1]?.length ?? 0, 4);
      const stepped = (Number(digits) + by / 10 ** decimals).toFixed(decimals);
      field.setRangeText(stepped, index, index + digits.length, "end");
      this.#changed(field.value);
      return true;
    }
    return false;
  }
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
