/** What a browser's page decides in the place of a user agent: activity, permissions, policy. */
import { DocumentState } from "../capture/document-state.js";
import { mediaTypes } from "../capture/media-types.js";
import type { Permissions } from "../capture/permissions.js";

/** Takes functions that are to be called when nothing follows the page any more. */
export type UntilEnd = (...stops: readonly (() => void)[]) => void;

/** A document's state, and what ends that it follows the page. */
export interface PageDocument {
  readonly state: DocumentState;
  readonly stop: () => void;
}

/**
 * The state of the page's document. A visible document counts as focused, as later drafts of the specification have it:
 * focus is often with a frame or with the browser's tools. The document's end stops its sources.
 */
export function pageDocument(): PageDocument {
  const state = new DocumentState();
  const { document } = globalThis as Partial<Window & typeof globalThis>;
  if (!document) return { state, stop: () => undefined };
  const look = (): void => {
    state.hasFocus = document.visibilityState !== "hidden";
  };
  look();
  document.addEventListener("visibilitychange", look);
  const hide = ({ persisted }: PageTransitionEvent): void => {
    // A page that is kept may be shown again.
    if (!persisted) state.unload();
  };
  globalThis.addEventListener("pagehide", hide);
  const stop = (): void => {
    document.removeEventListener("visibilitychange", look);
    globalThis.removeEventListener("pagehide", hide);
  };
  return { state, stop };
}

/** Chromium's way of telling what the page's Permissions Policy allows. */
interface FeaturePolicy {
  allowsFeature(feature: string): boolean;
}

/** Whether the page may use "camera" or "microphone", where the browser tells; otherwise it refuses later itself. */
export function pageAllows(feature: string): boolean {
  // Quirk 18: Chromium, devices that the policy forbids are listed.
  const { document } = globalThis as { document?: { featurePolicy?: FeaturePolicy } };
  return document?.featurePolicy?.allowsFeature(feature) ?? true;
}

/** Keeps permissions as the browser has them, from when the promise resolves. */
export async function followPermissions(permissions: Permissions, untilEnd: UntilEnd): Promise<void> {
  const { navigator } = globalThis as { navigator?: { permissions?: globalThis.Permissions } };
  const platform = navigator?.permissions;
  if (!platform) return;
  await Promise.all(
    mediaTypes().map(async ({ permission }) => {
      try {
        const status = await platform.query({ name: permission as PermissionName });
        permissions.set(permission, status.state);
        const follow = (): void => permissions.set(permission, status.state);
        status.addEventListener("change", follow);
        untilEnd(() => status.removeEventListener("change", follow));
      } catch {
        // The browser has no such permission: it asks each time.
      }
    }),
  );
}
