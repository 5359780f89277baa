// Which tests show which statement of the specification: tests/checklist/statements.json -> tests/checklist/CHECKLIST.md.
// A test claims a statement by "[4.2-3]" in its title or by a line "// covers: 4.2-3, 4.2-4" above it.
// Fails on a statement without a test, on a claim of none, and with `--check` on a CHECKLIST.md that is out of date.
// `--root FOLDER` takes another folder than the repository.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import ts from "typescript";

const id = /\d+(?:\.\d+)*-\d+/;
const inTitle = new RegExp(`\\[(${id.source}(?:, ?${id.source})*)\\]`, "g");
const inComment = /^\/\/ covers:(.*)$/;

/** The name of the function that a call goes to: "test" of test(...), test.each(...)(...), "test.skip" of test.skip(...). */
function calledName(call) {
  let callee = call.expression;
  if (ts.isCallExpression(callee)) callee = callee.expression;
  if (ts.isTaggedTemplateExpression(callee)) callee = callee.tag;
  return callee.getText();
}

const counted = /^(?:test|it)(?:\.each)?$/;
const uncounted = /^(?:xtest|xit|(?:test|it|describe)\.(?:skip|todo|failing)(?:\.each)?|xdescribe)$/;

/** The claims of one file, and what is wrong with them. */
function claimsOf(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const claims = [];
  const faults = [];
  const used = new Set();
  const place = (position) => `${path}:${file.getLineAndCharacterOfPosition(position).line + 1}`;

  /** The statements that comments above a node claim. */
  function commented(node) {
    return (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []).flatMap(({ pos, end }) => {
      const listed = inComment.exec(text.slice(pos, end));
      if (!listed) return [];
      used.add(pos);
      const entries = listed[1].split(",").map((entry) => entry.trim());
      const wrong = entries.filter((entry) => !new RegExp(`^${id.source}$`).test(entry));
      if (wrong.length > 0) faults.push(`${place(pos)}: "${wrong.join(", ")}" is no statement's id.`);
      return entries.filter((entry) => !wrong.includes(entry));
    });
  }

  function visit(node, left) {
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
      const called = calledName(node.expression);
      const [first] = node.expression.arguments;
      const title = first !== undefined && ts.isStringLiteralLike(first) ? first.text : undefined;
      const ignored = left || uncounted.test(called);
      if (counted.test(called) || uncounted.test(called)) {
        const ids = [
          ...commented(node),
          ...[...(title ?? "").matchAll(inTitle)].flatMap(([, listed]) => listed.split(/, ?/)),
        ];
        if (ids.length > 0 && ignored)
          faults.push(`${place(node.getStart())}: a test that is left out claims statements.`);
        else if (ids.length > 0 && title === undefined)
          faults.push(`${place(node.getStart())}: the title must be a string.`);
        else
          for (const claimed of ids) claims.push({ id: claimed, path, title, place: place(node.getStart()) });
      }
      ts.forEachChild(node, (child) => visit(child, ignored));
    } else {
      ts.forEachChild(node, (child) => visit(child, left));
    }
  }
  visit(file, false);

  for (const position of claimingComments(file, text)) {
    if (!used.has(position)) faults.push(`${place(position)}: stands above no test.`);
  }
  return { claims, faults };
}

/** The positions of all comments of a file that claim statements. */
function claimingComments(file, text) {
  const positions = new Set();
  const visit = (node) => {
    for (const { pos, end } of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) {
      if (inComment.test(text.slice(pos, end))) positions.add(pos);
    }
    for (const child of node.getChildren(file)) visit(child);
  };
  if (text.includes("// covers:")) visit(file);
  return positions;
}

async function testFiles(root) {
  const names = await readdir(join(root, "tests"), { recursive: true });
  return names
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(root, "tests", name))
    .sort();
}

/** A cell of a table in Markdown. */
function cell(text) {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function document(statements, claims) {
  const sections = new Map(statements.map(({ section }) => [section, []]));
  for (const statement of statements) sections.get(statement.section).push(statement);
  const lines = [
    "# Statements of the specification, and the tests that show them",
    "",
    "Media Capture and Streams, Candidate Recommendation of 13 October 2021: the statements that apply, in our own words, by",
    "section. Written by `node scripts/checklist.mjs` from `statements.json` and the tests; `npm test` fails where a statement has none.",
    "",
    `${statements.length} statements, ${claims.length} claims.`,
  ];
  for (const [section, list] of sections) {
    lines.push("", `## ${section}`, "", "| | statement | tests |", "|---|---|---|");
    for (const { id, statement } of list) {
      const tests = claims
        .filter((claim) => claim.id === id)
        .map(({ path, title }) => `\`${path}\`: ${cell(title)}`);
      lines.push(`| ${id} | ${cell(statement)} | ${tests.join("<br>")} |`);
    }
  }
  return `${lines.join("\n")}\n`;
}

async function main() {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, root: { type: "string" } } });
  const root = values.root ?? fileURLToPath(new URL("..", import.meta.url));
  const statements = JSON.parse(await readFile(join(root, "tests", "checklist", "statements.json"), "utf8"));
  const faults = [];
  const known = new Set();
  for (const { id, section, statement } of statements) {
    if (known.has(id)) faults.push(`statements.json: ${id} occurs twice.`);
    if (!id.startsWith(`${section.split(" ")[0]}-`))
      faults.push(`statements.json: ${id} is not of section ${section}.`);
    if (!statement) faults.push(`statements.json: ${id} says nothing.`);
    known.add(id);
  }
  const claims = [];
  for (const file of await testFiles(root)) {
    const path = relative(root, file).split(sep).join("/");
    const found = claimsOf(path, await readFile(file, "utf8"));
    faults.push(...found.faults);
    claims.push(...found.claims);
  }
  for (const claim of claims) {
    if (!known.has(claim.id)) faults.push(`${claim.place}: there is no statement ${claim.id}.`);
  }
  const claimed = new Set(claims.map((claim) => claim.id));
  for (const { id, statement } of statements) {
    if (!claimed.has(id)) faults.push(`no test claims ${id}: ${statement}`);
  }
  const path = join(root, "tests", "checklist", "CHECKLIST.md");
  const text = document(
    statements,
    claims.filter(({ id }) => known.has(id)),
  );
  if (values.check) {
    const written = await readFile(path, "utf8").catch(() => "");
    if (written !== text)
      faults.push("tests/checklist/CHECKLIST.md is out of date: run `node scripts/checklist.mjs`.");
  } else {
    await writeFile(path, text);
  }
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  process.stdout.write(`${statements.length} statements, ${claims.length} claims, ${faults.length} faults\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
