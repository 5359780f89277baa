/** The code blocks of a Markdown page, and what is said of each. */

export interface Block {
  readonly language: string;
  readonly text: string;
  /** The word of an HTML comment right before it. */
  readonly mark?: string;
  /** The `text` block that comes next, with nothing between: what the block prints. */
  readonly output?: string;
}

const fenced = /(?:^<!-- (\w+) -->\n)?^```(\w*)\n([\s\S]*?)^```$(?:\n\n```text\n([\s\S]*?)^```$)?/gm;

/** All code blocks of a page, in order. */
export function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(fenced)].map(([, mark, language = "", text = "", output]) => ({
    language,
    text,
    ...(mark !== undefined && { mark }),
    ...(output !== undefined && { output }),
  }));
}
