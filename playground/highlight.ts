/** JSON text in colours, and the place of what is wrong with it. */
import { html } from "./dom.js";

const TOKEN = /("(?:[^"\\\n]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)|([[\]{},:])|(\s+)|(.)/g;

function lookOf(match: RegExpMatchArray): string | undefined {
  const [, text, colon, number, word, mark] = match;
  if (text !== undefined) return colon === undefined ? "json-text" : "json-name";
  if (number !== undefined) return "json-number";
  if (word !== undefined) return "json-word";
  return mark === undefined ? undefined : "json-mark";
}

/** The text as nodes, with the character at `wrong` marked; -1 for none. */
export function highlight(text: string, wrong = -1): Node[] {
  const nodes: Node[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    const start = match.index;
    const look = lookOf(match);
    const inside = wrong - start;
    if (inside >= 0 && inside < token.length) {
      const span = html("span", look === undefined ? {} : { class: look }, token.slice(0, inside));
      span.append(html("mark", {}, token.charAt(inside)), token.slice(inside + 1));
      nodes.push(span);
    } else
      nodes.push(look === undefined ? document.createTextNode(token) : html("span", { class: look }, token));
  }
  // A text that ends too early is wrong where nothing stands.
  if (wrong >= text.length) nodes.push(html("mark", {}, " "));
  // The last line is there for the eye only when something follows its break.
  nodes.push(document.createTextNode("\n"));
  return nodes;
}
