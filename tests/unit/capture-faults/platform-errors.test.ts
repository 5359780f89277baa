/** What a platform's own getUserMedia() rejects with when one of its devices is opened or learned of. */
import type { StreamRequest } from "../../../bindings/constrainable/constraint-types.js";
import { createMediaDevices } from "../../../bindings/capture/create-media-devices.js";
import { OverconstrainedError } from "../../../bindings/capture/overconstrained-error.js";
import type { CaptureHost, HostDevice } from "../../../bindings/hosts/host.js";
import { virtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import { microphone } from "../capture/sources.js";

/** A request's rejection, by a platform whose microphone fails in opening or in learning. */
async function rejection(
  reason: DOMException,
  method: "open" | "learn",
  request: StreamRequest,
  isPlatform = true,
): Promise<Error> {
  const host = virtualHost({ devices: [microphone] });
  const fails = (): Promise<never> => Promise.reject(reason);
  const failing: CaptureHost = {
    clock: host.clock,
    isPlatform,
    observe: (listener) => host.observe(listener),
    async devices() {
      const devices: readonly HostDevice[] = await host.devices();
      return devices.map(({ id, kind, label, groupId, description, isDefault }) => ({
        ...{ id, kind, label, groupId, description, isDefault },
        open: fails,
        ...(method === "learn" && { learn: fails }),
      }));
    },
  };
  const mediaDevices = await createMediaDevices({ host: failing });
  return mediaDevices.getUserMedia(request).then(
    () => {
      throw new Error("It was granted.");
    },
    (error: unknown) => error as Error,
  );
}

const methods = ["open", "learn"] as const;

describe.each(methods)("%s", (method) => {
  test.each([
    ["NotReadableError", "NotReadableError"],
    ["NotAllowedError", "NotAllowedError"],
    ["NotFoundError", "NotFoundError"],
    ["SecurityError", "SecurityError"],
    ["InvalidStateError", "InvalidStateError"],
    ["AbortError", "AbortError"],
    ["UnknownError", "AbortError"],
    ["TypeError", "AbortError"],
    ["OverconstrainedError", "AbortError"],
  ])("%s becomes %s, with the platform's message and the error as its cause", async (from, to) => {
    const reason = new DOMException("Because.", from);
    const error = await rejection(reason, method, { audio: true });
    expect(error).toBeInstanceOf(DOMException);
    expect(error).toMatchObject({ name: to, cause: reason });
    expect(error.message).toMatch(/^The microphone ".*" could not be opened: Because\.$/);
  });

  test("a constraint that the platform blames is blamed where the request requires it, and only there", async () => {
    const reason = Object.assign(new DOMException("", "OverconstrainedError"), {
      constraint: "channelCount",
    });
    const asked = { audio: { channelCount: { min: 1 } } };
    expect(await rejection(reason, method, asked)).toBeInstanceOf(OverconstrainedError);
    expect(await rejection(reason, method, { audio: { channelCount: 1 } })).toMatchObject({
      name: "AbortError",
    });
    expect(await rejection(reason, method, { audio: true })).toMatchObject({ name: "AbortError" });
  });

  test("a host that is no platform has two errors [10.2, step 6.5.4]", async () => {
    const reason = new DOMException("Because.", "NotFoundError");
    expect(await rejection(reason, method, { audio: true }, false)).toMatchObject({ name: "AbortError" });
  });
});
