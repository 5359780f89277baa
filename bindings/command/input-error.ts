/** Something amiss in what the command was given; told without a stack, and the command exits with 2. */
export class InputError extends Error {
  override name = "InputError";
}

/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
