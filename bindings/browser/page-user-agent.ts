/** What a browser's page decides in the place of a user agent: activity, permissions, policy. */
import { DocumentState } from "../capture/document-state.js";
import { mediaTypes } from "../capture/media-types.js";
import type { Permissions } from "../capture/permissions.js";

/**
 * The state of the page's document. A visible document counts as focused, as later drafts of the specification have it:
 * focus is often with a frame or with the browser's tools. The document's end stops its sources.
 */
export function pageDocument(): DocumentState {
  const state = new DocumentState();
  const { document, addEventListener } = globalThis as Partial<Window & typeof globalThis>;
  if (!document || !addEventListener) return state;
  const look = (): void => {
    state.hasFocus = document.visibilityState !== "hidden";
  };
  look();
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", ({ persisted }) => {
    // A page that is kept may be shown again.
    if (!persisted) state.unload();
  });
  return state;
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
export async function followPermissions(permissions: Permissions): Promise<void> {
  const { navigator } = globalThis as { navigator?: { permissions?: globalThis.Permissions } };
  const platform = navigator?.permissions;
  if (!platform) return;
  await Promise.all(
    mediaTypes().map(async ({ permission }) => {
      try {
        const status = await platform.query({ name: permission as PermissionName });
        permissions.set(permission, status.state);
        status.addEventListener("change", () => permissions.set(permission, status.state));
      } catch {
        // The browser has no such permission: it asks each time.
      }
    }),
  );
}
