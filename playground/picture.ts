/** The stream itself: a picture or the line of a sound, and what is delivered. */
import type { TrackConstraints } from "../bindings/solver/index.js";
import type { PlaygroundDevice } from "./devices.js";
import { setText } from "./dom.js";
import { FrameRateMeter } from "./frame-rate-meter.js";
import { SoundView } from "./sound-view.js";
import { headlineOf, sizeText } from "./words.js";

/** The elements it is shown in. */
export interface PictureElements {
  readonly video: HTMLVideoElement;
  readonly sound: HTMLCanvasElement;
  readonly delivered: HTMLElement;
  readonly note: HTMLElement;
  readonly toggle: HTMLButtonElement;
}

const UPDATES = 500;

/** Shows one device at a time. */
export class Picture {
  readonly #elements: PictureElements;
  readonly #meter: FrameRateMeter;
  #device: PlaygroundDevice | undefined;
  #stream: MediaStream | undefined;
  #soundView: SoundView | undefined;

  /** `toggled` is called when the picture is to be stopped or started. */
  constructor(elements: PictureElements, toggled: () => void) {
    this.#elements = elements;
    elements.toggle.addEventListener("click", toggled);
    this.#meter = new FrameRateMeter(elements.video);
    setInterval(() => this.#tell(), UPDATES);
    elements.video.addEventListener("resize", () => this.#tell());
  }

  /** Whether a device is in use. */
  get isOpen(): boolean {
    return this.#stream !== undefined;
  }

  /** Shows a device under a request that fits, its running track keeping on if it can. */
  async show(device: PlaygroundDevice, constraints: TrackConstraints): Promise<void> {
    const [track] = this.#stream?.getTracks() ?? [];
    if (device.id === this.#device?.id && track?.readyState === "live") {
      await track.applyConstraints(constraints);
      this.#meter.restart();
    } else {
      this.close();
      this.#device = device;
      this.#stream = await device.open(constraints);
      this.#play(device, this.#stream);
    }
    this.#tell();
  }

  /** Tells what the button would do. */
  showRunning(isRunning: boolean): void {
    setText(this.#elements.toggle, isRunning ? "Stop" : "Start");
  }

  /** Says something of the picture, "" for nothing. */
  note(text: string): void {
    setText(this.#elements.note, text);
  }

  /** Lets the device go. The last picture stays where it is. */
  close(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
    this.#device = undefined;
    this.#soundView?.close();
    this.#soundView = undefined;
    this.#meter.restart();
    this.#tell();
  }

  #play(device: PlaygroundDevice, stream: MediaStream): void {
    const { video, sound } = this.#elements;
    const isPicture = device.kind === "videoinput";
    video.hidden = !isPicture;
    sound.hidden = isPicture;
    if (!isPicture) {
      video.srcObject = null;
      this.#soundView = new SoundView(stream, sound);
      return;
    }
    video.setAttribute("aria-label", `Picture of ${device.label}`);
    video.srcObject = stream;
    // Until there is a first frame, or the next stream, which may take any time.
    video.play().catch(() => undefined);
  }

  #tell(): void {
    const { video, delivered } = this.#elements;
    const [track] = this.#stream?.getTracks() ?? [];
    if (!track) {
      setText(delivered, "");
      return;
    }
    if (track.kind === "audio") {
      setText(delivered, `Delivered ${headlineOf(track.getSettings())}`);
      return;
    }
    const { rate } = this.#meter;
    const size = video.videoWidth > 0 ? sizeText(video.videoWidth, video.videoHeight) : "nothing yet";
    setText(
      delivered,
      `Delivered ${size}${rate === undefined ? "" : `, ${rate.toFixed(1)} frames per second`}`,
    );
  }
}
