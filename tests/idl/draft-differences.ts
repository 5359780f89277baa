/**
 * Where the editor's draft has left the edition of 13 October 2021, and why. trackfit implements that edition; a
 * difference that is not here fails the check, and so does one that no longer occurs.
 */
export interface DraftDifference {
  readonly reason: string;
  /** As `differencesBetween` words them. */
  readonly idl: readonly string[];
  /** What the check of the classes against the draft finds for it, where it shows on an interface. */
  readonly classes?: readonly string[];
}

export const draftDifferences: readonly DraftDifference[] = [
  {
    reason:
      "The draft's devicechange event carries the devices, so that a page need not enumerate again and learns which " +
      "ones the user has just plugged in. In 2021 it is a plain Event.",
    idl: [
      "DeviceChangeEvent added: interface DeviceChangeEvent : Event",
      "DeviceChangeEvent.constructor(DOMString, optional DeviceChangeEventInit) added: " +
        "constructor(DOMString, optional DeviceChangeEventInit)",
      "DeviceChangeEvent.devices added: readonly attribute FrozenArray<MediaDeviceInfo>",
      "DeviceChangeEvent.userInsertedDevices added: readonly attribute FrozenArray<MediaDeviceInfo>",
      "DeviceChangeEventInit added: dictionary DeviceChangeEventInit : EventInit",
      "DeviceChangeEventInit.devices added: sequence<MediaDeviceInfo>",
    ],
    classes: ["DeviceChangeEvent: there is no such class."],
  },
  {
    reason:
      "The draft lets echo cancellation be a mode (all sound the system plays, or that of remote peers only) besides " +
      "on and off. In 2021 it is a boolean.",
    idl: [
      "ConstrainBooleanOrDOMString added: (boolean or DOMString or ConstrainBooleanOrDOMStringParameters)",
      "ConstrainBooleanOrDOMStringParameters added: dictionary ConstrainBooleanOrDOMStringParameters : none",
      "ConstrainBooleanOrDOMStringParameters.exact added: (boolean or DOMString)",
      "ConstrainBooleanOrDOMStringParameters.ideal added: (boolean or DOMString)",
      "EchoCancellationModeEnum added: enum all | remote-only",
      "MediaTrackCapabilities.echoCancellation: sequence<boolean> became sequence<(boolean or DOMString)>",
      "MediaTrackConstraintSet.echoCancellation: ConstrainBoolean became ConstrainBooleanOrDOMString",
      "MediaTrackSettings.echoCancellation: boolean became (boolean or DOMString)",
    ],
  },
  {
    reason: "The draft took backgroundBlur over from the extensions document, a sixteenth property.",
    idl: [
      "MediaTrackCapabilities.backgroundBlur added: sequence<boolean>",
      "MediaTrackConstraintSet.backgroundBlur added: ConstrainBoolean",
      "MediaTrackSettings.backgroundBlur added: boolean",
      "MediaTrackSupportedConstraints.backgroundBlur added: boolean",
    ],
  },
  {
    reason:
      "The draft types integer settings as their constraints are typed. No setting is negative in either.",
    idl: [
      "MediaTrackSettings.channelCount: long became unsigned long",
      "MediaTrackSettings.height: long became unsigned long",
      "MediaTrackSettings.sampleRate: long became unsigned long",
      "MediaTrackSettings.sampleSize: long became unsigned long",
      "MediaTrackSettings.width: long became unsigned long",
    ],
  },
  {
    reason: "The draft dropped navigator.getUserMedia with callbacks, which 2021 keeps for old pages.",
    idl: [
      "Navigator.getUserMedia() removed: undefined(MediaStreamConstraints, NavigatorUserMediaSuccessCallback, " +
        "NavigatorUserMediaErrorCallback)",
      "NavigatorUserMediaErrorCallback removed: undefined(DOMException)",
      "NavigatorUserMediaSuccessCallback removed: undefined(MediaStream)",
    ],
    classes: ["Navigator.getUserMedia: the interface has no such member."],
  },
  {
    reason:
      "The draft lets a page ask for permission to pan, tilt and zoom by descriptor; 2021 defines no descriptor.",
    idl: [
      "CameraDevicePermissionDescriptor added: dictionary CameraDevicePermissionDescriptor : PermissionDescriptor",
      "CameraDevicePermissionDescriptor.panTiltZoom added: boolean",
    ],
  },
];
