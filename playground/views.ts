/** Everything that is shown, bound to the elements of the page. */
import type {
  Fit,
  Misfit,
  SourceDescription,
  SourceKind,
  TrackConstraints,
} from "../bindings/solver/index.js";
import { Announcer } from "./announcer.js";
import { Answer, type Remedy, type Theirs } from "./answer.js";
import { ConstraintForm } from "./constraint-form.js";
import { DeviceList } from "./device-list.js";
import { byId, html, setText } from "./dom.js";
import { examples } from "./examples.js";
import { browserName } from "./native-choice.js";
import { showOffer } from "./offer-table.js";
import { Picture } from "./picture.js";
import { boundsOf, isNarrowed, type Point } from "./plane-geometry.js";
import { RequestEditor } from "./request-editor.js";
import { showTable, type Column } from "./settings-table.js";
import { SizePlane } from "./size-plane.js";

/** What people do on the page. */
export interface PageEvents {
  readonly choose: (id: string) => void;
  readonly unplug: (id: string) => void;
  readonly edited: (text: string) => void;
  readonly mend: (remedy: Remedy) => void;
  readonly setBound: (name: string, bound: string, value: unknown) => void;
  readonly removeBound: (name: string, bound: string) => void;
  readonly pick: (size: Point) => void;
  readonly toggle: () => void;
}

/** An answer with all that is shown of it. */
export interface Presentation {
  readonly kind: SourceKind;
  readonly description: SourceDescription;
  readonly constraints: TrackConstraints;
  readonly answer: Fit | Misfit;
  readonly ours: Column | undefined;
  /** Undefined where the browser cannot be asked, "none" where it has not answered. */
  readonly theirs: Column | "none" | undefined;
  readonly told: Theirs;
}

const element = (id: string): HTMLElement => byId(id, HTMLElement);

/** The views of the page. */
export class Views {
  readonly devices: DeviceList;
  readonly editor: RequestEditor;
  readonly announcer = new Announcer(element("status"));
  readonly picture: Picture;
  readonly #answer: Answer;
  readonly #form: ConstraintForm;
  readonly #plane: SizePlane;
  readonly #browser = browserName();
  readonly #example = byId("example", HTMLSelectElement);

  constructor(events: PageEvents) {
    this.devices = new DeviceList(element("device-list"), {
      chosen: events.choose,
      unplugged: events.unplug,
    });
    this.editor = new RequestEditor(
      {
        field: byId("request", HTMLTextAreaElement),
        colours: element("colours"),
        problem: element("problem"),
        hints: element("hints"),
        undo: byId("undo", HTMLButtonElement),
      },
      events.edited,
    );
    this.picture = new Picture(
      {
        video: byId("video", HTMLVideoElement),
        sound: byId("sound", HTMLCanvasElement),
        delivered: element("delivered"),
        note: element("picture-note"),
        toggle: byId("toggle", HTMLButtonElement),
      },
      events.toggle,
    );
    this.#answer = new Answer(
      {
        headline: element("headline"),
        origin: element("origin"),
        ourDistance: element("our-distance"),
        theirName: element("their-name"),
        theirDistance: element("their-distance"),
        theirHeadline: element("their-headline"),
        reason: element("reason"),
        remedies: element("remedies"),
        remediesLead: element("remedies-lead"),
        failed: element("failed"),
      },
      events.mend,
    );
    this.#form = new ConstraintForm(
      {
        form: byId("set-form", HTMLFormElement),
        property: byId("set-property", HTMLSelectElement),
        bound: byId("set-bound", HTMLSelectElement),
        value: byId("set-value", HTMLInputElement),
        values: byId("set-values", HTMLDataListElement),
        remove: byId("set-remove", HTMLButtonElement),
        problem: element("set-problem"),
      },
      { set: events.setBound, remove: events.removeBound },
    );
    this.#plane = new SizePlane(byId("plane", SVGSVGElement), events.pick);
    this.#example.addEventListener("change", () => {
      this.editor.replace(this.#example.value);
      this.#example.selectedIndex = 0;
    });
    setText(element("theirs-legend-name"), this.#browser);
  }

  /** Turns the editor to the request of a kind. */
  openRequest(kind: SourceKind, text: string): void {
    setText(element("member"), kind === "videoinput" ? "video" : "audio");
    this.editor.open(text);
    const [first, ...others] = [html("option", { value: "" }, "Examples"), ...examples[kind].map(option)];
    first?.setAttribute("hidden", "");
    this.#example.replaceChildren(...(first ? [first] : []), ...others);
  }

  /** Shows an answer. */
  show({ kind, description, constraints, answer, ours, theirs, told }: Presentation): void {
    this.#answer.showOurs(answer);
    this.#answer.showTheirs(told, this.#browser);
    const settings = ours?.settings ?? {};
    this.#form.follow(kind, constraints, settings, description);
    element("plane-section").hidden = kind !== "videoinput";
    if (kind === "videoinput") {
      const native = theirs === "none" ? undefined : theirs?.settings;
      this.#plane.show({ description, constraints, ours: ours?.settings, theirs: native });
      setText(element("mode-legend"), description.modes?.length ? "native" : "up to");
      const { width, height, aspectRatio } = constraints;
      const bounds = [width, height, aspectRatio].map(boundsOf);
      element("ideal-legend").hidden = bounds.every(({ ideal }) => ideal === undefined);
      element("allowed-legend").hidden = !isNarrowed(...bounds);
      element("theirs-legend").hidden = theirs === undefined;
    }
    showTable(byId("settings", HTMLTableElement), { kind, constraints, ours, theirs }, this.#browser);
    const used = answer.ok ? answer.nativeMode : undefined;
    setText(element("offer-title"), showOffer(byId("offer", HTMLTableElement), description, used));
  }

  /** Shows that the answer is not to the text as it is, and what to; "" where it is. */
  setEarlier(told: string): void {
    document.body.classList.toggle("earlier", told !== "");
    setText(element("earlier"), told);
    element("earlier").hidden = told === "";
  }

  /** There is no device to ask. */
  showEmpty(isEmpty: boolean): void {
    for (const id of ["request-column", "answer-column", "offer-details"]) element(id).hidden = isEmpty;
    element("empty").hidden = !isEmpty;
  }

  /** Puts the focus on the verdict, which is read from there. */
  focusVerdict(): void {
    element("verdict").focus();
  }
}

function option({ title, text }: { readonly title: string; readonly text: string }): HTMLOptionElement {
  return html("option", { value: text }, title);
}
