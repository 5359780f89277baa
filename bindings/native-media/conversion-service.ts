/** All conversions of a page, wherever they run: messages in, messages out. */
import type { Conversion } from "./conversion.js";
import type { InputSize } from "./input-size.js";
import { StreamConversion } from "./stream-conversion.js";

/** What a conversion, which has a number, is told. */
export type ConversionMessage =
  | {
      readonly kind: "open";
      readonly id: number;
      readonly writable: WritableStream<VideoFrame>;
      readonly conversion: Conversion;
    }
  | { readonly kind: "input"; readonly id: number; readonly readable: ReadableStream<VideoFrame> | undefined }
  | {
      readonly kind: "configure";
      readonly id: number;
      readonly conversion: Conversion;
      readonly version: number;
    }
  | { readonly kind: "close"; readonly id: number };

/** What a conversion tells: that the first frame of a version has been put out, its input's size, or that it is no more. */
export type ConversionAnswer =
  | { readonly kind: "delivered"; readonly id: number; readonly version: number }
  | { readonly kind: "sized"; readonly id: number; readonly input: InputSize }
  | { readonly kind: "closed"; readonly id: number };

/** Carries out the messages of a page's converters. */
export class ConversionService {
  readonly #answer: (answer: ConversionAnswer) => void;
  readonly #conversions = new Map<number, StreamConversion>();

  constructor(answer: (answer: ConversionAnswer) => void) {
    this.#answer = answer;
  }

  handle(message: ConversionMessage): void {
    const { kind, id } = message;
    switch (kind) {
      case "open": {
        const delivered = (version: number): void => this.#answer({ kind: "delivered", id, version });
        const sized = (input: InputSize): void => this.#answer({ kind: "sized", id, input });
        this.#conversions.set(
          id,
          new StreamConversion(message.writable, message.conversion, delivered, sized),
        );
        return;
      }
      case "input":
        this.#conversions.get(id)?.setInput(message.readable);
        return;
      case "configure":
        this.#conversions.get(id)?.configure(message.conversion, message.version);
        return;
      case "close":
        this.#conversions.get(id)?.close();
        this.#conversions.delete(id);
        this.#answer({ kind: "closed", id });
    }
  }
}
