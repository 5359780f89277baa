// The lint rule `trackfit/doc-comments`: every exported declaration has a doc comment whose first sentence stands alone.

const declarations = new Set([
  "ClassDeclaration",
  "FunctionDeclaration",
  "TSDeclareFunction",
  "TSEnumDeclaration",
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
  "VariableDeclaration",
]);

function nameOf(declaration) {
  return declaration.id?.name ?? declaration.declarations?.[0]?.id.name ?? "default";
}

export const docComments = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: {
      missing: "{{name}} must have a doc comment.",
      sentence: "The doc comment of {{name}} must begin with a sentence that ends in a full stop.",
    },
  },
  create(context) {
    const { sourceCode } = context;

    /** An implementation after its overloads has its comment on the first of them. */
    function isImplementationOfOverloads(node) {
      const siblings = node.parent.body;
      const before = siblings[siblings.indexOf(node) - 1];
      return (
        before?.declaration?.type === "TSDeclareFunction" &&
        nameOf(before.declaration) === nameOf(node.declaration)
      );
    }

    /** Constants on adjoining lines share the comment above the first. */
    function continuesConstants(node) {
      const siblings = node.parent.body;
      const before = siblings[siblings.indexOf(node) - 1];
      return (
        node.declaration.type === "VariableDeclaration" &&
        before?.declaration?.type === "VariableDeclaration" &&
        before.loc.end.line + 1 === node.loc.start.line
      );
    }

    function check(node) {
      const { declaration } = node;
      if (!declaration || !declarations.has(declaration.type)) return;
      if (isImplementationOfOverloads(node) || continuesConstants(node)) return;
      const data = { name: nameOf(declaration) };
      const comment = sourceCode.getCommentsBefore(node).at(-1);
      if (comment?.type !== "Block" || !comment.value.startsWith("*")) {
        context.report({ node, messageId: "missing", data });
        return;
      }
      const text = comment.value.replace(/^\*|^\s*\* ?/gm, "").trim();
      if (!/^[^@]\S*[\s\S]*?[.:!?]/.test(text)) context.report({ node, messageId: "sentence", data });
    }

    return { ExportNamedDeclaration: check, ExportDefaultDeclaration: check };
  },
};
