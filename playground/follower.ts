/** Has the chosen device follow the request, and asks the browser what it would do with it. */
import type { Fit, Misfit, TrackConstraints } from "../bindings/solver/index.js";
import type { PlaygroundDevice } from "./devices.js";
import { Latest, type IsCurrent } from "./latest.js";
import { askBrowser, type NativeChoice } from "./native-choice.js";
import type { Picture } from "./picture.js";

/** A request with its answer. */
export interface Asked {
  readonly device: PlaygroundDevice;
  readonly constraints: TrackConstraints;
  readonly answer: Fit | Misfit;
}

/** What comes of it. */
export interface FollowerEvents {
  /** The request as it is at the moment. */
  asked(): Asked | undefined;
  /** The browser is being asked, or has answered. */
  native(choice: NativeChoice | "asking"): void;
  /** More is known of the device now. */
  learned(): Promise<void>;
}

/** How long a request must rest before devices are bothered with it, in milliseconds. */
const REST = 250;

/** Shows the picture, unless it is stopped. */
export class Follower {
  readonly #picture: Picture;
  readonly #events: FollowerEvents;
  readonly #jobs = new Latest();
  #isRunning: boolean;

  constructor(picture: Picture, isRunning: boolean, events: FollowerEvents) {
    this.#picture = picture;
    this.#isRunning = isRunning;
    this.#events = events;
    picture.showRunning(isRunning);
  }

  /** Whether there is a picture, and whatever comes with it. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Starts or stops the picture. Nothing is asked of any device while it is stopped. */
  toggle(): void {
    this.#isRunning = !this.#isRunning;
    this.#picture.showRunning(this.#isRunning);
    if (!this.#isRunning) this.#picture.close();
    this.#picture.note(this.#isRunning ? "" : "Stopped: no device is in use.");
    this.follow();
  }

  /** The request or the device has become another. */
  follow(): void {
    if (this.#isRunning) this.#jobs.run(REST, (isCurrent) => this.#follow(isCurrent));
  }

  async #follow(isCurrent: IsCurrent): Promise<void> {
    const mayGoOn = (): boolean => this.#isRunning && isCurrent();
    try {
      await this.#compare(mayGoOn);
      const asked = this.#events.asked();
      if (!asked || !mayGoOn()) return;
      if (!asked.answer.ok) {
        const isOpen = this.#picture.isOpen;
        this.#picture.note(
          isOpen ? "Nothing fits, so nothing changes." : "Nothing fits, so nothing is opened.",
        );
        return;
      }
      await this.#picture.show(asked.device, asked.constraints);
      this.#picture.note("");
    } catch (error) {
      this.#picture.note(`No picture: ${error instanceof Error ? error.message : String(error)}`);
    }
    // Stopped meanwhile.
    if (!this.#isRunning) this.#picture.close();
  }

  /** Asks the browser, with the device closed; then the device for what it has not told yet. */
  async #compare(mayGoOn: () => boolean): Promise<void> {
    const asked = this.#events.asked();
    if (!asked || asked.device.nativeId === undefined || !mayGoOn()) return;
    const { device, constraints } = asked;
    this.#picture.close();
    this.#events.native("asking");
    const choice = await askBrowser(device.kind, constraints, device.id);
    if (!mayGoOn()) return;
    this.#events.native(choice);
    if (!device.learn) return;
    this.#picture.note("Asking the device what it can do …");
    await device.learn();
    await this.#events.learned();
  }
}
