/** Repairs of a page's media elements, as install() makes them. */
import { mediaElementRepairs, trackStopped } from "../../../../bindings/install/media-element-repairs.js";
import { changeProperties } from "../../../../bindings/install/property-changes.js";

export { trackStopped };

/** Makes the repairs; what is returned undoes them. */
export function repair(): () => void {
  const { changes, uninstall } = mediaElementRepairs(window);
  const undo = changeProperties(changes);
  return () => {
    uninstall();
    undo();
  };
}
