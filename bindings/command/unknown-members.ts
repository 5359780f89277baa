/** Members of source descriptions with names that mean nothing; the solver passes over them in silence. */
import { inWords } from "../constrainable/place.js";
import type { NativeMode, SourceDescription } from "../solver/types.js";

const ofDescriptions = {
  kind: true,
  deviceId: true,
  groupId: true,
  label: true,
  facingMode: true,
  modes: true,
  resizeModes: true,
  frameRates: true,
  capabilities: true,
  alternatives: true,
  defaults: true,
} satisfies Record<keyof SourceDescription, true>;
const ofModes = { width: true, height: true, frameRates: true, format: true } satisfies Record<
  keyof NativeMode,
  true
>;
/** Of more names no note is kept: endless input may have endlessly many. */
const MOST_NAMES = 100;

/** Notes on descriptions, one on each unknown name however many descriptions have it. */
export class UnknownMembers {
  #noted = new Set<string>();

  /** Notes on a description that was read, each beginning with the place in it. */
  notesOn(description: SourceDescription): string[] {
    const notes = this.#notesOn(description, ofDescriptions, "source", "a source description");
    for (const [i, mode] of (description.modes ?? []).entries()) {
      notes.push(...this.#notesOn(mode, ofModes, `source.modes[${String(i)}]`, "a native mode"));
    }
    return notes;
  }

  #notesOn(value: object, known: Readonly<Record<string, true>>, place: string, what: string): string[] {
    const notes: string[] = [];
    for (const name of Object.keys(value)) {
      if (Object.hasOwn(known, name)) continue;
      const key = `${what}: ${name}`;
      if (this.#noted.has(key) || this.#noted.size >= MOST_NAMES) continue;
      this.#noted.add(key);
      const member = /^\w{1,40}$/.test(name) ? `.${name}` : `[${inWords(name)}]`;
      notes.push(
        `${place}${member} is no member of ${what} and is passed over, here and wherever it stands.`,
      );
    }
    return notes;
  }
}
