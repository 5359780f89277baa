// The catalogue as one module, build/catalogue.js, from devices/data/. `node scripts/assemble-catalogue.mjs` writes it.
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * The text of an ES module whose default export is the JSON of every entry, sorted by name.
 *
 * It is text, not a value, because every caller gets entries of its own, and parsing is the cheapest copy.
 */
export async function assembleCatalogue() {
  const folder = join(root, "devices", "data");
  const names = (await readdir(folder))
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -5));
  const entries = await Promise.all(
    names.sort().map(async (name) => JSON.parse(await readFile(join(folder, `${name}.json`), "utf8"))),
  );
  return `export default ${JSON.stringify(JSON.stringify(entries))};\n`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(root, "build", "catalogue.js");
  const part = `${file}.${process.pid}`;
  await mkdir(join(root, "build"), { recursive: true });
  await writeFile(part, await assembleCatalogue());
  await rename(part, file);
}
