/** A site on this machine: the built files, modules of the repository, and pages as tests want them. */
import { readFile } from "node:fs/promises";
import { createServer, type OutgoingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { bundledSource } from "./bundled-source.js";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

/** A page as it is served. */
export interface PageOptions {
  /** Its Content Security Policy. */
  csp?: string;
  /** Whether it is cross-origin isolated, which SharedArrayBuffer needs. */
  isolated?: boolean;
  /** Its Permissions-Policy: `camera=()`. */
  permissionsPolicy?: string;
  /** The HTML of its body; frames have the addresses of other pages. */
  body?: string;
  /** Whether its address is of the other origin, or of the insecure one; default of the first. */
  of?: "other" | "insecure";
}

/** A file that a test serves under a path. */
export interface Route {
  /** Its media type. */
  type: string;
  text: string | Uint8Array;
  headers?: Record<string, string>;
}

export interface SiteOptions {
  /** More files, by their paths: `/x.js`. */
  routes?: Record<string, Route>;
}

/** Where pages are, and what ends it. */
export interface Site {
  /** Where the site is, without a slash at the end. A secure context. */
  readonly origin: string;
  /** The same site as another origin, of another site even. A secure context. */
  readonly otherOrigin: string;
  /** The same site in an insecure context, in browsers launched with `proxy: site.origin`. */
  readonly insecureOrigin: string;
  /** The address of a page; a text is its Content Security Policy. */
  page(options?: string | PageOptions): string;
  close(): Promise<void>;
}

/** For workers and scripts of isolated pages; others do not mind. */
const scriptHeaders = {
  "content-type": "text/javascript; charset=utf-8",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "cross-origin",
};

interface Answer {
  headers: OutgoingHttpHeaders;
  body: string | Uint8Array;
}

function pageOf({ csp, isolated = false, permissionsPolicy, body = "" }: PageOptions): Answer {
  return {
    headers: {
      "content-type": "text/html; charset=utf-8",
      // A page of the one origin may be a frame in an isolated page of the other.
      "cross-origin-resource-policy": "cross-origin",
      ...(csp === undefined ? {} : { "content-security-policy": csp }),
      ...(permissionsPolicy === undefined ? {} : { "permissions-policy": permissionsPolicy }),
      ...(isolated
        ? {
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-embedder-policy": "require-corp",
          }
        : {}),
    },
    body: `<!doctype html><html lang="en"><title>trackfit</title><body>${body}</body></html>`,
  };
}

/**
 * Serves pages, `/dist/` as it is built, `/source/PATH.js` for the module PATH.ts of the repository with all that it imports in
 * one file, and the routes given.
 */
export async function startSite({ routes = {} }: SiteOptions = {}): Promise<Site> {
  const pages = new Map<string, PageOptions>();

  async function answer(path: string): Promise<Answer | undefined> {
    const page = pages.get(path);
    if (page !== undefined) return pageOf(page);
    const route = routes[path];
    if (route !== undefined) {
      return {
        headers: { ...scriptHeaders, "content-type": route.type, ...route.headers },
        body: route.text,
      };
    }
    const [, source] = /^\/source\/(.+)\.js$/.exec(path) ?? [];
    if (source !== undefined) return { headers: scriptHeaders, body: await bundledSource(source) };
    if (path === "/favicon.ico") return { headers: { "content-type": "image/x-icon" }, body: "" };
    if (!path.startsWith("/dist/")) return undefined;
    const file = await readFile(join(dist, normalize(path.slice("/dist".length)))).catch(() => undefined);
    return file && { headers: scriptHeaders, body: file };
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    void answer(pathname).then((found) => {
      response.writeHead(found === undefined ? 404 : 200, found?.headers);
      response.end(found?.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  // A test that fails before it closes the site must not keep Jest.
  server.unref();
  const { port } = server.address() as AddressInfo;
  const origin = `http://localhost:${port}`;
  const otherOrigin = `http://127.0.0.1:${port}`;
  const insecureOrigin = "http://trackfit.test";
  pages.set("/", {});
  return {
    origin,
    otherOrigin,
    insecureOrigin,
    page(options = {}) {
      const page = typeof options === "string" ? { csp: options } : options;
      const path = Object.keys(page).length === 0 ? "/" : `/pages/${pages.size}`;
      pages.set(path, page);
      const place = page.of === undefined ? origin : page.of === "other" ? otherOrigin : insecureOrigin;
      return place + path;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
