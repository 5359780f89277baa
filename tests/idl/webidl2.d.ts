/** What is used of the parser, which comes without types. */
declare module "webidl2" {
  export interface ParsedType {
    readonly generic: string;
    readonly nullable: boolean;
    readonly union: boolean;
    readonly idlType: string | readonly ParsedType[];
    readonly extAttrs: readonly { readonly name: string }[];
  }
  export interface ParsedArgument {
    readonly name: string;
    readonly optional: boolean;
    readonly variadic: boolean;
    readonly idlType: ParsedType;
  }
  export interface ParsedMember {
    readonly type: string;
    readonly name?: string;
    readonly readonly?: boolean;
    readonly required?: boolean;
    readonly special?: string;
    readonly idlType?: ParsedType;
    readonly arguments?: readonly ParsedArgument[];
    readonly extAttrs: readonly { readonly name: string }[];
  }
  export interface ParsedDefinition {
    readonly type: string;
    readonly name: string;
    readonly partial?: boolean;
    readonly inheritance?: string | null;
    readonly members?: readonly ParsedMember[];
    readonly values?: readonly { readonly value: string }[];
    readonly idlType?: ParsedType;
    readonly arguments?: readonly ParsedArgument[];
  }
  export function parse(text: string): readonly ParsedDefinition[];
}
