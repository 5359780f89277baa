/** The playground in a page of Chromium. */
import type { Page } from "playwright-core";
import { playwrightPage, type BrowserPage, type BrowserSession } from "../drivers/index.js";

/** An open playground. */
export interface OpenPage {
  readonly page: Page;
  /** Errors of the page so far. */
  errors(): string[];
  close(): Promise<void>;
}

/** What an address is to hold. */
export interface Start {
  device?: string;
  video?: string;
  audio?: string;
}

/** Opens the playground with its address holding a request, and waits until it answers. */
export async function openPage(session: BrowserSession, url: string, start: Start = {}): Promise<OpenPage> {
  const hash = new URLSearchParams(Object.entries(start)).toString();
  const opened: BrowserPage = await session.open(`${url}#${hash}`);
  const page = playwrightPage(opened);
  await page.locator("#headline:not(:empty)").waitFor();
  return { page, errors: () => opened.errors(), close: () => opened.close() };
}

/** The text of an element, with its white space as people see it. */
export async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).innerText()).replace(/\s+/g, " ").trim();
}

/** Waits until an element has the text. */
export async function waitForText(page: Page, selector: string, text: string | RegExp): Promise<void> {
  await page.locator(selector, { hasText: text }).waitFor();
}
