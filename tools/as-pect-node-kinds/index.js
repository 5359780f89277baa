// Stands in for @as-pect/transform 8.1.0, which has node kinds of AssemblyScript 0.27 built in: since then class
// members have moved on by one. It sees the members under the numbers it knows, and everything else as it is.
import { createAddReflectedValueKeyValuePairsMember } from "@as-pect/transform/lib/createAddReflectedValueKeyValuePairsMember.js";
import { createStrictEqualsMember } from "@as-pect/transform/lib/createStrictEqualsMember.js";
import { NodeKind } from "assemblyscript";
import { Transform } from "assemblyscript/transform";

const knownKinds = new Map([
  [NodeKind.FieldDeclaration, 54],
  [NodeKind.MethodDeclaration, 58],
]);

function asKnown(member) {
  return Object.create(member, { kind: { value: knownKinds.get(member.kind) ?? -1 } });
}

function extendClasses(statements) {
  for (const statement of statements) {
    if (statement.kind === NodeKind.NamespaceDeclaration) extendClasses(statement.members);
    if (statement.kind !== NodeKind.ClassDeclaration) continue;
    const view = Object.create(statement, { members: { value: statement.members.map(asKnown) } });
    statement.members.push(createStrictEqualsMember(view), createAddReflectedValueKeyValuePairsMember(view));
  }
}

/** Gives every class the members that as-pect compares and prints it by. */
export default class AspectNodeKinds extends Transform {
  afterParse(parser) {
    for (const source of parser.sources) extendClasses(source.statements);
  }
}
