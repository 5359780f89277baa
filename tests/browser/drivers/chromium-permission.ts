/** What a person has answered to a permission prompt of Chromium. */
import type { Browser, CDPSession, Page } from "playwright-core";
import { playwrightPage } from "./chromium.js";
import type { BrowserPage } from "./types.js";

/** As the Permissions API has it. */
export type PermissionSetting = "granted" | "denied" | "prompt";

/** What a session has set is gone with the session, so that each browser keeps one. */
const sessions = new WeakMap<Browser, Promise<CDPSession>>();

function sessionOf(browser: Browser): Promise<CDPSession> {
  const known = sessions.get(browser) ?? browser.newBrowserCDPSession();
  sessions.set(browser, known);
  return known;
}

/** Playwright's pages do not live in the context that commands mean by default. */
async function contextOf(page: Page): Promise<{ browserContextId?: string }> {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send("Target.getTargetInfo");
  await session.detach();
  const { browserContextId } = targetInfo;
  return browserContextId === undefined ? {} : { browserContextId };
}

/**
 * Sets a permission of the page's origin, or of another, in a browser launched with `fakeUi: false`. With "prompt" the
 * question comes, and without a window it is dismissed: NotAllowedError, "Permission dismissed". What takes a granted one
 * back ends live tracks.
 */
export async function chromiumPermission(
  page: BrowserPage,
  name: "camera" | "microphone",
  setting: PermissionSetting,
  origin?: string,
): Promise<void> {
  const inner = playwrightPage(page);
  const browser = inner.context().browser();
  if (browser === null) throw new Error("The page's browser is gone.");
  const session = await sessionOf(browser);
  await session.send("Browser.setPermission", {
    permission: { name },
    setting,
    origin: origin ?? new URL(inner.url()).origin,
    ...(await contextOf(inner)),
  });
}
