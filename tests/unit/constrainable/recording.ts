/** An object whose every access is written down in `log` under `path`, nested objects included. */
export function recording<T extends object>(target: T, log: string[], path = ""): T {
  const note = (action: string, key: PropertyKey): void => {
    log.push(`${action} ${path}${String(key)}`);
  };
  return new Proxy(target, {
    get(object, key) {
      note("get", key);
      const value: unknown = Reflect.get(object, key);
      return typeof value === "object" && value !== null
        ? recording(value, log, `${path}${String(key)}.`)
        : value;
    },
    has(object, key) {
      note("has", key);
      return Reflect.has(object, key);
    },
    ownKeys(object) {
      note("ownKeys", "");
      return Reflect.ownKeys(object);
    },
    getOwnPropertyDescriptor(object, key) {
      note("getOwnPropertyDescriptor", key);
      return Reflect.getOwnPropertyDescriptor(object, key);
    },
    getPrototypeOf(object) {
      note("getPrototypeOf", "");
      return Reflect.getPrototypeOf(object);
    },
  });
}
