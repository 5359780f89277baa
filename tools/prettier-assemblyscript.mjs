// Prettier takes no decorators on functions, which AssemblyScript has. To the parser they are line comments of the same
// length; the printer copies comments from the original text.
import { parsers as typescript } from "prettier/plugins/typescript";

const decorator = /^([ \t]*)@\w(?=\w*(\(.*\))?[ \t]*$)/gm;

export const parsers = {
  assemblyscript: {
    ...typescript.typescript,
    parse: (text, options) => typescript.typescript.parse(text.replace(decorator, "$1//"), options),
  },
};
