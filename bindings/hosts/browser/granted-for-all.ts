/** Whether a user's leave is for one device or for all. */
import { mediaTypes } from "../../capture/media-types.js";
import type { SourceKind } from "../../solver/types.js";

/**
 * Whether, after a request that was granted, all devices of the kind may be used. A browser whose prompt is for the device
 * chosen in it (Firefox) says that others need to be asked for, or knows no permission for all of them.
 */
export async function isGrantedForAll(kind: SourceKind): Promise<boolean> {
  const { navigator } = globalThis as { navigator?: { permissions?: globalThis.Permissions } };
  const permissions = navigator?.permissions;
  const type = mediaTypes().find(({ deviceKind }) => deviceKind === kind);
  if (!permissions || !type) return true;
  try {
    const { state } = await permissions.query({ name: type.permission as PermissionName });
    return state === "granted";
  } catch {
    return false;
  }
}
