/** The verdict: the settings and both distances, or why nothing fits and what would mend it. */
import type { ConflictMember, Fit, Misfit } from "../bindings/solver/index.js";
import { html, setText } from "./dom.js";
import { boundText, distanceText, headlineOf, originOf } from "./words.js";

/** What the browser makes of the same request. */
export type Theirs =
  | { readonly state: "none"; readonly why: string }
  | { readonly state: "asking" }
  | {
      readonly state: "settings";
      readonly headline: string;
      readonly distance: number;
      /** The properties whose required constraints are broken. */
      readonly broken: readonly string[];
    }
  | { readonly state: "rejected"; readonly error: string };

/** A required bound and the value that would do. */
export interface Remedy {
  readonly name: string;
  readonly bound: ConflictMember["bound"];
  readonly value: unknown;
}

/** The elements that the verdict is told in. */
export interface AnswerElements {
  readonly headline: HTMLElement;
  readonly origin: HTMLElement;
  readonly ourDistance: HTMLElement;
  readonly theirName: HTMLElement;
  readonly theirDistance: HTMLElement;
  readonly theirHeadline: HTMLElement;
  readonly reason: HTMLElement;
  readonly remedies: HTMLElement;
  readonly remediesLead: HTMLElement;
  readonly failed: HTMLElement;
}

/** Why nothing fits, as a sentence. */
export function reasonOf({ conflict, message }: Misfit): string {
  if (conflict.length < 2) return `${message}.`;
  const members = conflict.map(({ name, bound, value }) => boundText(name, bound, value));
  const others = members.slice(0, -1).join(", ");
  const together = conflict.length > 2 ? "all" : "both";
  return `Each of these can be had, but not ${together} at once: ${others} and ${members.at(-1) ?? ""}.`;
}

function brokenText(names: readonly string[]): string {
  return names.length === 0 ? "" : `, breaks ${names.join(" and ")}`;
}

/** Shows verdicts. */
export class Answer {
  readonly #elements: AnswerElements;
  readonly #mend: (remedy: Remedy) => void;
  #remediesShown = "";

  /** `mend` is called when the value that would do is taken. */
  constructor(elements: AnswerElements, mend: (remedy: Remedy) => void) {
    this.#elements = elements;
    this.#mend = mend;
  }

  /** Shows what the solver answers. */
  showOurs(answer: Fit | Misfit): void {
    const { headline, origin, ourDistance, reason, failed } = this.#elements;
    setText(headline, answer.ok ? headlineOf(answer.settings) : "Nothing fits");
    headline.classList.toggle("bad", !answer.ok);
    setText(origin, answer.ok ? originOf(answer) : "");
    setText(ourDistance, distanceText(answer.ok ? answer.distance : Infinity));
    setText(reason, answer.ok ? "" : reasonOf(answer));
    const told = answer.ok
      ? ""
      : answer.failedConstraint === ""
        ? "OverconstrainedError, constraint “”: no single one is to blame"
        : `OverconstrainedError, constraint “${answer.failedConstraint}”`;
    setText(failed, told);
    this.#showRemedies(answer.ok ? [] : answer.conflict);
  }

  /** Shows what the browser does, beside it. */
  showTheirs(theirs: Theirs, browser: string): void {
    const { theirName, theirDistance, theirHeadline } = this.#elements;
    setText(theirName, browser);
    switch (theirs.state) {
      case "none":
        setText(theirDistance, "");
        setText(theirHeadline, theirs.why);
        break;
      case "asking":
        setText(theirDistance, "…");
        setText(theirHeadline, "being asked");
        break;
      case "settings":
        setText(theirDistance, distanceText(theirs.distance));
        setText(theirHeadline, theirs.headline + brokenText(theirs.broken));
        break;
      case "rejected":
        setText(theirDistance, "∞");
        setText(theirHeadline, theirs.error);
        break;
    }
  }

  /** The buttons stay as they are while the reason does, so that they can be pressed while results come in. */
  #showRemedies(conflict: readonly ConflictMember[]): void {
    const { remedies, remediesLead } = this.#elements;
    const members = conflict.filter(({ nearest }) => nearest !== undefined);
    const shown = JSON.stringify(members);
    if (shown === this.#remediesShown) return;
    this.#remediesShown = shown;
    remedies.hidden = members.length === 0;
    setText(remediesLead, members.length > 1 ? "Either of these would do:" : "This would do:");
    remediesLead.hidden = members.length === 0;
    remedies.replaceChildren(
      ...members.map(({ name, bound, nearest }) => {
        const button = html("button", { type: "button", class: "remedy" });
        button.append("Use ", html("b", {}, boundText(name, bound, nearest)));
        button.addEventListener("click", () => this.#mend({ name, bound, value: nearest }));
        return html("li", {}, button);
      }),
    );
  }
}
