/** The name of what is thrown, of DOMExceptions and others. */
export function thrownBy(callback: () => unknown): string {
  try {
    callback();
  } catch (error) {
    if (error instanceof DOMException) return error.name;
    return error instanceof TypeError ? `TypeError: ${error.message}` : "another error";
  }
  return "nothing";
}
