/** What becomes of exceptions that callbacks throw. */

/** Calls back; what is thrown is reported as uncaught, as of an event's listener, and stops nobody else. */
export function callReporting(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    // Node has no reportError; there an exception is uncaught outside of everybody's calls.
    if (typeof globalThis.reportError === "function") globalThis.reportError(error);
    else
      queueMicrotask(() => {
        throw error;
      });
  }
}
