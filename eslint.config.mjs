import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { docComments } from "./tools/lint-doc-comments.mjs";

export default defineConfig(
  { ignores: ["assembly/", "build/", "coverage/", "dist/", "devices/data/", "tests/assembly/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-generated-empty-object-type": "off",
      // Callers without types pass what the types rule out, and the checks for it must stay.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-unnecessary-type-conversion": "off",
      eqeqeq: "error",
      "no-restricted-globals": ["error", "name", "event"],
    },
  },
  {
    files: ["bindings/**/*.ts", "devices/**/*.ts"],
    plugins: { trackfit: { rules: { "doc-comments": docComments } } },
    rules: { "trackfit/doc-comments": "error" },
  },
  {
    files: ["**/*.mjs", "**/*.js"],
    extends: [tseslint.configs.recommended],
  },
);
