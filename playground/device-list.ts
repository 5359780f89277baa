/** The list of devices to choose from, each with how well it fits. */
import type { Fit, Misfit, SourceKind } from "../bindings/solver/index.js";
import { html, setText, svg } from "./dom.js";
import { distanceText, offerText } from "./words.js";
import type { PlaygroundDevice } from "./devices.js";

/** What a device makes of the request of its kind. */
export interface Rating {
  readonly answer: Fit | Misfit;
  /** Whether getUserMedia would take it. */
  readonly isBest: boolean;
}

/** What the list tells. */
export interface DeviceListEvents {
  chosen(id: string): void;
  unplugged(id: string): void;
}

interface Row {
  readonly badge: HTMLElement;
  /** What the rating is, for those who hear it. */
  readonly meaning: HTMLElement;
  readonly rating: HTMLElement;
  readonly radio: HTMLInputElement;
}

const ICONS: Readonly<Record<SourceKind, string>> = {
  videoinput:
    "M2 5.5A1.5 1.5 0 0 1 3.5 4h6A1.5 1.5 0 0 1 11 5.5v5A1.5 1.5 0 0 1 9.5 12h-6A1.5 1.5 0 0 1 2 10.5zM11 7l3-2v6l-3-2z",
  audioinput: "M6 4a2 2 0 0 1 4 0v4a2 2 0 0 1-4 0zM4 7.5V8a4 4 0 0 0 8 0v-.5M8 12v2.5",
};
const CROSS = "M4 4l8 8M12 4l-8 8";

function icon(path: string): SVGElement {
  return svg("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: path }));
}

/** A radio group of devices. */
export class DeviceList {
  readonly #group: HTMLElement;
  readonly #events: DeviceListEvents;
  readonly #rows = new Map<string, Row>();

  constructor(group: HTMLElement, events: DeviceListEvents) {
    this.#group = group;
    this.#events = events;
  }

  /** Lists devices anew; `removable` ones can be unplugged. */
  list(devices: readonly PlaygroundDevice[], chosen: string | undefined, removable: boolean): void {
    const hadFocus = this.#group.contains(document.activeElement);
    this.#rows.clear();
    this.#group.replaceChildren(
      ...devices.map((device, i) => {
        const { id, label, kind, description } = device;
        const radio = html("input", { type: "radio", name: "device", id: `device-${i}` });
        radio.checked = id === chosen;
        radio.addEventListener("change", () => this.#events.chosen(id));
        const names = html("span", { class: "names" });
        names.append(
          html("span", { class: "name" }, label),
          html("span", { class: "offer-text" }, offerText(description)),
        );
        const meaning = html("span", { class: "hidden" });
        const rating = html("span");
        const badge = html("span", { class: "badge" }, meaning, rating);
        const row = html("div", { class: "device" }, radio);
        row.append(html("label", { for: radio.id }, icon(ICONS[kind]), names, badge));
        if (removable) {
          const name = `Unplug ${label}`;
          const unplug = html("button", { type: "button", class: "unplug", "aria-label": name, title: name });
          unplug.append(icon(CROSS));
          unplug.addEventListener("click", () => this.#events.unplugged(id));
          row.append(unplug);
        }
        this.#rows.set(id, { badge, meaning, rating, radio });
        return row;
      }),
    );
    if (!hadFocus) return;
    for (const { radio } of this.#rows.values()) if (radio.checked) radio.focus();
  }

  /** Marks a device as the chosen one. */
  check(id: string): void {
    const row = this.#rows.get(id);
    if (row) row.radio.checked = true;
  }

  /** Tells how well a device fits; undefined where its request cannot be read. */
  rate(id: string, rating: Rating | undefined): void {
    const row = this.#rows.get(id);
    if (!row) return;
    const { badge, meaning, rating: told } = row;
    const isFit = rating?.answer.ok === true;
    setText(meaning, isFit ? (rating.isBest ? ", the best, distance " : ", distance ") : "");
    setText(told, rating?.answer.ok ? distanceText(rating.answer.distance) : rating ? "no fit" : "");
    badge.classList.toggle("bad", rating !== undefined && !isFit);
    badge.classList.toggle("best", rating?.isBest ?? false);
    badge.title = rating?.isBest ? "getUserMedia would take this one" : "";
  }
}
