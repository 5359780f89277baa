/** A site on this machine with the built files and nothing else. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

/** Where pages are, and what ends it. */
export interface Site {
  /** A page with an empty body; `csp` is its Content Security Policy. */
  page(csp?: string): string;
  close(): Promise<void>;
}

/** Serves dist/ under its own name, and pages with the policy that their address asks for. */
export async function startSite(): Promise<Site> {
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
      const csp = searchParams.get("csp");
      if (csp !== null) response.setHeader("content-security-policy", csp);
      if (pathname === "/") {
        response.setHeader("content-type", "text/html");
        response.end("<!doctype html><title>trackfit</title>");
        return;
      }
      try {
        const file = await readFile(join(dist, normalize(pathname.replace(/^\/dist/, ""))));
        response.setHeader("content-type", "text/javascript");
        response.end(file);
      } catch {
        response.statusCode = 404;
        response.end();
      }
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    page: (csp) => `http://localhost:${port}/${csp === undefined ? "" : `?csp=${encodeURIComponent(csp)}`}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
