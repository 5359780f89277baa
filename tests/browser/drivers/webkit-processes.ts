/** WebKit's driver and the display that its windows are on. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { browserFiles } from "../../../scripts/browsers.mjs";
import type { Guard } from "./guard.js";

const START_LIMIT = 60_000;

/** Without a window manager the window below the pointer has the focus, and the pointer is in the middle. */
export const SCREEN = { width: 1920, height: 1200 };

/** The browser's own parts become small, for a page cannot be narrower than its tool bar. Pages do not see it. */
const STYLE = "* { font-size: 1px; min-width: 0; min-height: 0; padding: 0; margin: 0; }";

/** Settings of its own: a smaller tool bar, nothing of the user's. */
async function writeConfiguration(guard: Guard): Promise<string> {
  const folder = join(guard.folder, "config");
  await mkdir(join(folder, "gtk-3.0"), { recursive: true });
  await writeFile(join(folder, "gtk-3.0", "gtk.css"), STYLE);
  return folder;
}

const ending = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.on("error", () => {
      resolve();
    });
    child.on("exit", () => {
      resolve();
    });
  });

/** Starts an X server without a screen; gives its number, which it chooses itself so that several do not collide. */
async function startDisplay(guard: Guard): Promise<string> {
  const child = spawn(
    browserFiles("webkit").display,
    ["-displayfd", "3", "-screen", "0", `${SCREEN.width}x${SCREEN.height}x24`, "-nolisten", "tcp"],
    { detached: true, env: guard.environment, stdio: ["ignore", "ignore", "ignore", "pipe"] },
  );
  child.unref();
  guard.watch(child.pid);
  const written = child.stdio[3];
  if (written === null || written === undefined || !("setEncoding" in written)) {
    throw new Error("Xvfb has no file to write its display's number to.");
  }
  return new Promise((resolve, reject) => {
    let text = "";
    const fail = (): void => {
      reject(new Error(`Xvfb must write the number of its display, got ${JSON.stringify(text)}.`));
    };
    const timer = setTimeout(fail, START_LIMIT);
    written.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      if (!text.endsWith("\n")) return;
      clearTimeout(timer);
      resolve(`:${text.trim()}`);
      written.destroy();
    });
    child.on("error", fail);
    child.on("exit", fail);
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

/** Whether the driver answers before it ends or time is up. */
async function answers(url: string, ended: Promise<void>): Promise<boolean> {
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  const end = Date.now() + START_LIMIT;
  while (!isOver && Date.now() < end) {
    try {
      const response = await fetch(`${url}/status`, { signal: AbortSignal.timeout(5000) });
      if (response.ok) return !isOver;
    } catch {
      // It does not listen yet.
    }
    await wait(50);
  }
  return false;
}

/** Starts WebKitWebDriver with a display of its own; gives its address. It serves one session. */
export async function startWebKitDriver(guard: Guard): Promise<string> {
  const display = await startDisplay(guard);
  const env: Record<string, string> = {
    ...guard.environment,
    DISPLAY: display,
    XDG_CONFIG_HOME: await writeConfiguration(guard),
    GDK_BACKEND: "x11",
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  };
  delete env["WAYLAND_DISPLAY"];
  // Somebody else may take the port between the question and the driver's start.
  for (let attempt = 0; attempt < 5; attempt++) {
    const port = await freePort();
    const child = spawn(browserFiles("webkit").driver, [`--port=${port}`], {
      detached: true,
      env,
      stdio: "ignore",
    });
    child.unref();
    guard.watch(child.pid);
    const url = `http://127.0.0.1:${port}`;
    if (await answers(url, ending(child))) return url;
  }
  throw new Error("WebKitWebDriver did not start.");
}
