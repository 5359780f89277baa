/** The definitions of a WebIDL text, with partial ones merged and types written out. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { parse, type ParsedArgument, type ParsedMember, type ParsedType } from "webidl2";

export interface Attribute {
  readonly name: string;
  readonly type: string;
  readonly readonly: boolean;
}

export interface Operation {
  readonly name: string;
  readonly type: string;
  /** The types of its arguments; "optional " goes before those that may be left out. */
  readonly arguments: readonly string[];
}

export interface Interface {
  readonly name: string;
  readonly inheritance: string | undefined;
  readonly attributes: readonly Attribute[];
  readonly operations: readonly Operation[];
  /** The arguments of every constructor; empty where there is none. */
  readonly constructors: readonly (readonly string[])[];
}

export interface Dictionary {
  readonly name: string;
  readonly inheritance: string | undefined;
  /** The type of each member; "required " goes before those that are. */
  readonly members: ReadonlyMap<string, string>;
}

export interface Idl {
  readonly interfaces: ReadonlyMap<string, Interface>;
  readonly dictionaries: ReadonlyMap<string, Dictionary>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
  /** Type definitions and callbacks, written out. */
  readonly types: ReadonlyMap<string, string>;
}

function typeText(type: ParsedType | undefined): string {
  if (type === undefined) throw new Error("The parser gave no type.");
  const extended = type.extAttrs.map(({ name }) => `[${name}] `).join("");
  const inner =
    typeof type.idlType === "string" ? [type.idlType] : type.idlType.map((member) => typeText(member));
  const text = type.union
    ? `(${inner.join(" or ")})`
    : type.generic === ""
      ? inner.join("")
      : `${type.generic}<${inner.join(", ")}>`;
  return `${extended}${text}${type.nullable ? "?" : ""}`;
}

function argumentTexts(list: readonly ParsedArgument[] = []): string[] {
  return list.map(({ optional, variadic, idlType }) => {
    return `${optional || variadic ? "optional " : ""}${typeText(idlType)}${variadic ? "..." : ""}`;
  });
}

/** How many arguments must be there: what WebIDL makes the `length` of a function. */
export function requiredArguments(list: readonly string[]): number {
  const optional = list.findIndex((text) => text.startsWith("optional "));
  return optional < 0 ? list.length : optional;
}

function named(members: readonly ParsedMember[], type: string): (ParsedMember & { readonly name: string })[] {
  return members.filter(
    (member): member is ParsedMember & { readonly name: string } =>
      member.type === type && member.name !== undefined,
  );
}

/** Reads a WebIDL text. */
export function readIdl(text: string): Idl {
  const interfaces = new Map<string, Interface>();
  const dictionaries = new Map<string, Dictionary>();
  const enums = new Map<string, readonly string[]>();
  const types = new Map<string, string>();
  for (const { type, name, inheritance, members = [], values = [], ...rest } of parse(text)) {
    if (type === "interface") {
      const before = interfaces.get(name);
      interfaces.set(name, {
        name,
        inheritance: inheritance ?? before?.inheritance,
        attributes: [
          ...(before?.attributes ?? []),
          ...named(members, "attribute").map((member) => ({
            name: member.name,
            type: typeText(member.idlType),
            readonly: member.readonly ?? false,
          })),
        ],
        operations: [
          ...(before?.operations ?? []),
          ...named(members, "operation").map((member) => ({
            name: member.name,
            type: typeText(member.idlType),
            arguments: argumentTexts(member.arguments),
          })),
        ],
        constructors: [
          ...(before?.constructors ?? []),
          ...members.filter((member) => member.type === "constructor").map((m) => argumentTexts(m.arguments)),
        ],
      });
    } else if (type === "dictionary") {
      const fields = named(members, "field").map((member): [string, string] => {
        const text = [...member.extAttrs.map((attribute) => `[${attribute.name}]`), typeText(member.idlType)];
        return [member.name, `${member.required ? "required " : ""}${text.join(" ")}`];
      });
      const before = dictionaries.get(name);
      dictionaries.set(name, {
        name,
        inheritance: inheritance ?? before?.inheritance,
        members: new Map([...(before?.members ?? []), ...fields]),
      });
    } else if (type === "enum") {
      enums.set(
        name,
        values.map(({ value }) => value),
      );
    } else if (type === "typedef") {
      types.set(name, typeText(rest.idlType));
    } else if (type === "callback") {
      types.set(name, `${typeText(rest.idlType)}(${argumentTexts(rest.arguments).join(", ")})`);
    } else {
      throw new Error(`A definition of type "${type}" (${name}) is not understood.`);
    }
  }
  return { interfaces, dictionaries, enums, types };
}

/** What MediaStreamTrack Content Hints adds; TypeScript's tracks have it, so that others are none. */
const contentHints = "partial interface MediaStreamTrack { attribute DOMString contentHint; };";

/** The edition that trackfit implements. */
export const edition2021 = readIdl(
  readFileSync(fileURLToPath(new URL("media-capture-2021.webidl", import.meta.url)), "utf8") + contentHints,
);

/** The editor's draft as the installed `@webref/idl` has it. */
export const editorsDraft = readIdl(
  readFileSync(createRequire(import.meta.url).resolve("@webref/idl/mediacapture-streams.idl"), "utf8") +
    contentHints,
);
