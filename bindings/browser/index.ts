/** The entry "trackfit/browser": this package's answers on a browser's own devices, streams and tracks. */
export { install, uninstall, type BrowserInstallOptions } from "./install.js";
export { createBrowserDevices, type BrowserDevicesOptions } from "./create-browser-devices.js";
export { browserHost, type BrowserHost, type BrowserHostOptions } from "../hosts/browser/browser-host.js";
