/** The server of the page to try it. */
import { servePlayground } from "../../../scripts/playground.mjs";

const files = new Map([["index.html", new TextEncoder().encode("<!doctype html>hello")]]);
let sites: Awaited<ReturnType<typeof servePlayground>>[] = [];

afterEach(async () => {
  await Promise.all(sites.map((site) => site.close()));
  sites = [];
});

async function serve(port: number): Promise<string> {
  const site = await servePlayground(files, port);
  sites.push(site);
  return site.url;
}

test("takes the next port where one is taken", async () => {
  const first = new URL(await serve(0));
  const second = new URL(await serve(Number(first.port)));
  expect(Number(second.port)).toBeGreaterThan(Number(first.port));
  expect(await (await fetch(second)).text()).toContain("hello");
});

test("has its files and no others, all under a strict policy", async () => {
  const url = await serve(0);
  const page = await fetch(url);
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  for (const path of ["package.json", "..%2fpackage.json", "%2e%2e/package.json"]) {
    const answer = await fetch(url + path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self' /);
  }
});
