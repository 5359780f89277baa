/** The form that sets one bound of one property, for those who would rather not type JSON. */
import { specifiedRegistry, type ConstrainableProperty } from "../bindings/constrainable/registry.js";
import type { SourceDescription, SourceKind, TrackSettings } from "../bindings/solver/index.js";
import { html, setText } from "./dom.js";
import { boundIn } from "./json-text.js";
import { valueText } from "./words.js";

/** The elements of the form. */
export interface FormElements {
  readonly form: HTMLFormElement;
  readonly property: HTMLSelectElement;
  readonly bound: HTMLSelectElement;
  readonly value: HTMLInputElement;
  readonly values: HTMLDataListElement;
  readonly remove: HTMLButtonElement;
  readonly problem: HTMLElement;
}

/** What the form asks for. */
export interface FormEvents {
  set(name: string, bound: string, value: unknown): void;
  remove(name: string, bound: string): void;
}

const NUMERIC = ["ideal", "min", "max", "exact"];
const DISCRETE = ["ideal", "exact"];

/** A number, also one written as a ratio: "16/9" or "16:9". */
export function readNumber(text: string): number | undefined {
  const [, over, under] = /^\s*([\d.]+)\s*[/:]\s*([\d.]+)\s*$/.exec(text) ?? [];
  const value = over === undefined ? Number(text) : Math.round((Number(over) / Number(under)) * 1e10) / 1e10;
  return text.trim() !== "" && Number.isFinite(value) ? value : undefined;
}

function readValue({ type }: ConstrainableProperty, text: string): unknown {
  if (type === "ulong" || type === "double") return readNumber(text);
  if (type === "boolean") return /^(?:true|false)$/.test(text.trim()) ? text.trim() === "true" : undefined;
  const values = text.split(",").flatMap((part) => part.trim() || []);
  return values.length > 1 ? values : values[0];
}

function mustBe({ type }: ConstrainableProperty): string {
  if (type === "boolean") return "true or false";
  return type === "string"
    ? "a word, or several with commas between them"
    : "a number, or a ratio such as 16/9";
}

/** The form, which follows the request and the device. */
export class ConstraintForm {
  readonly #elements: FormElements;
  #kind: SourceKind | undefined;
  #request: unknown;
  #settings: TrackSettings = {};

  constructor(elements: FormElements, events: FormEvents) {
    this.#elements = elements;
    const { form, property, bound, value, remove } = elements;
    form.addEventListener("submit", (submission) => {
      submission.preventDefault();
      const chosen = this.#property();
      if (!chosen) return;
      const read = readValue(chosen, value.value);
      setText(elements.problem, read === undefined ? `${chosen.name} must be ${mustBe(chosen)}.` : "");
      if (read === undefined) {
        value.setAttribute("aria-invalid", "true");
        value.focus();
        return;
      }
      value.removeAttribute("aria-invalid");
      events.set(chosen.name, bound.value, read);
    });
    remove.addEventListener("click", () => {
      events.remove(property.value, bound.value);
      value.focus();
    });
    property.addEventListener("change", () => {
      this.#offerBounds();
      this.#prefill();
    });
    bound.addEventListener("change", () => {
      this.#prefill();
    });
  }

  /** Follows a request that can be read, and the settings it leads to. */
  follow(kind: SourceKind, request: unknown, settings: TrackSettings, description: SourceDescription): void {
    const isOther = kind !== this.#kind;
    this.#kind = kind;
    this.#request = request;
    this.#settings = settings;
    if (isOther) this.#offerProperties();
    this.#offerValues(description);
    // What somebody is typing is theirs.
    if (isOther || document.activeElement !== this.#elements.value) this.#prefill();
    else this.#allowRemoval();
  }

  #property(): ConstrainableProperty | undefined {
    return specifiedRegistry.get(this.#elements.property.value);
  }

  #offerProperties(): void {
    const { property } = this.#elements;
    const names = specifiedRegistry.properties.filter(
      ({ kinds, name }) => this.#kind !== undefined && kinds.includes(this.#kind) && name !== "groupId",
    );
    property.replaceChildren(...names.map(({ name }) => html("option", { value: name }, name)));
    this.#offerBounds();
  }

  #offerBounds(): void {
    const { bound } = this.#elements;
    const type = this.#property()?.type;
    const bounds = type === "ulong" || type === "double" ? NUMERIC : DISCRETE;
    const before = bound.value;
    bound.replaceChildren(...bounds.map((name) => html("option", { value: name }, name)));
    bound.value = bounds.includes(before) ? before : "ideal";
  }

  #offerValues({ deviceId, facingMode, capabilities = {} }: SourceDescription): void {
    const property = this.#property();
    if (!property) return;
    const capability = (capabilities as Readonly<Record<string, unknown>>)[property.name];
    const offered: Readonly<Record<string, readonly unknown[]>> = {
      facingMode: [
        "user",
        "environment",
        "left",
        "right",
        ...(facingMode === undefined ? [] : [facingMode].flat()),
      ],
      resizeMode: ["none", "crop-and-scale"],
      aspectRatio: ["16/9", "4/3", "1"],
      deviceId: [deviceId],
    };
    const values =
      offered[property.name] ??
      (property.type === "boolean" ? [true, false] : Array.isArray(capability) ? capability : []);
    const options = [...new Set(values.map(String))].map((value) => html("option", { value }));
    this.#elements.values.replaceChildren(...options);
  }

  /** Shows what is asked now, or else what the settings are. */
  #prefill(): void {
    const { property, bound, value, problem } = this.#elements;
    const asked = boundIn(this.#request, property.value, bound.value);
    const setting = (this.#settings as Readonly<Record<string, unknown>>)[property.value];
    const shown = asked ?? setting;
    value.value = shown === undefined ? "" : Array.isArray(shown) ? shown.join(", ") : exactText(shown);
    value.removeAttribute("aria-invalid");
    setText(problem, "");
    this.#allowRemoval();
  }

  #allowRemoval(): void {
    const { property, bound, remove } = this.#elements;
    remove.disabled = boundIn(this.#request, property.value, bound.value) === undefined;
  }
}

/** Numbers in full, as they are to be set again. */
function exactText(value: unknown): string {
  return typeof value === "number" ? String(value) : valueText(value);
}
