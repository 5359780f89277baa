// A site on this machine: an empty page, the built files and what the page runs.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

/** What a page needs for a clock of microseconds. */
const isolation = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

/** The file of a path, undefined where there is none. */
async function contents(path, folders) {
  for (const [prefix, folder] of Object.entries(folders)) {
    if (!path.startsWith(prefix)) continue;
    const file = new URL(path.slice(prefix.length), folder);
    // Nothing above the folder.
    if (!file.href.startsWith(folder.href)) return undefined;
    return readFile(fileURLToPath(file)).catch(() => undefined);
  }
  return path === "/" ? '<!doctype html><html lang="en"><title>bench</title></html>' : undefined;
}

/** Serves an empty page at its address, `dist` as `/dist/` and the folder `page` as `/page/`. */
export async function startSite(dist) {
  const folders = { "/dist/": dist, "/page/": new URL("page/", import.meta.url) };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    void contents(pathname, folders).then((body) => {
      const type = pathname === "/" ? "text/html" : "text/javascript";
      response.writeHead(body === undefined ? 404 : 200, {
        ...isolation,
        "content-type": `${type}; charset=utf-8`,
      });
      response.end(body);
    });
  });
  await new Promise((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    address: `http://localhost:${server.address().port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
