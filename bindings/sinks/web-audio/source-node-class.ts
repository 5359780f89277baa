/** How one interface derives from the AudioNode of every implementation of Web Audio. */
import { defineInterface, requireArguments } from "../../capture/web-idl.js";
import { dictionary, notSupportedError } from "../web-idl.js";
import { audioNodeClassOf, isAudioContext, type AudioNodeClass } from "./web-audio-classes.js";

/** A source node's interface: its name, its options and what it does. */
export interface SourceNodeDefinition<Input> {
  readonly name: string;
  /** The attribute that gives the input back, of interfaces that have one. */
  readonly attribute: string | undefined;
  /** The required member of the options. */
  readonly member: string;
  /** WebIDL's conversion of the member; TypeError. */
  convert(value: unknown, place: string): Input;
  /** Makes a node of the context, whose prototype is still to be set. */
  make(context: AudioContext, input: Input): AudioNode;
}

type SourceNodeClass = new (context: AudioContext, options: unknown) => AudioNode;

/** An interface as classes. */
export interface SourceNodeInterface {
  /** For contexts of any implementation: what it makes is of the class for the context's. */
  readonly general: SourceNodeClass;
  /** The class that derives from an AudioNode interface. */
  of(audioNode: AudioNodeClass): SourceNodeClass;
  /** Makes a node of a context from an argument in place of options. */
  create(context: unknown, input: unknown): AudioNode;
}

/** Makes an interface's classes. */
export function defineSourceNode<Input>(definition: SourceNodeDefinition<Input>): SourceNodeInterface {
  const { name, attribute, member } = definition;
  const inputs = new WeakMap<object, Input>();
  const derived = new WeakMap<AudioNodeClass, SourceNodeClass>();

  const construct = (context: unknown, input: () => unknown, place: string, target: unknown): AudioNode => {
    if (!isAudioContext(context)) {
      throw notSupportedError(`${name} needs a context that is an AudioContext; this one is not.`);
    }
    const converted = definition.convert(input(), place);
    const audioNode = audioNodeClassOf(context.destination);
    const constructor = target === general ? of(audioNode) : (target as SourceNodeClass);
    if (!(prototypeOf(constructor) instanceof audioNode)) {
      throw new TypeError(`The context of this ${name} must be of the window that the class belongs to.`);
    }
    const node = definition.make(context, converted);
    Object.setPrototypeOf(node, prototypeOf(constructor));
    inputs.set(node, converted);
    return node;
  };

  const makeClass = (): SourceNodeClass => {
    const holder = {
      [name]: class {
        constructor(context: unknown, options: unknown) {
          requireArguments(name, arguments.length, 2);
          const read = (): unknown => dictionary(options, "options")[member];
          const node: unknown = construct(context, read, `options.${member}`, new.target);
          return node as this;
        }

        /** None, though the node behind it is a gain. */
        get numberOfInputs(): number {
          inputOf(this);
          return 0;
        }
      },
    };
    const made = holder[name] as unknown as SourceNodeClass;
    if (attribute !== undefined) {
      const attributes = {
        get [attribute](): Input {
          return inputOf(this);
        },
      };
      Object.defineProperties(prototypeOf(made), Object.getOwnPropertyDescriptors(attributes));
    }
    defineInterface(made, name);
    return made;
  };

  const inputOf = (node: object): Input => {
    const input = inputs.get(node);
    if (input === undefined) throw new TypeError("Illegal invocation");
    return input;
  };

  const of = (audioNode: AudioNodeClass): SourceNodeClass => {
    let made = derived.get(audioNode);
    if (!made) {
      made = makeClass();
      Object.setPrototypeOf(made, audioNode);
      Object.setPrototypeOf(prototypeOf(made), audioNode.prototype);
      derived.set(audioNode, made);
    }
    return made;
  };

  const general = makeClass();
  Object.defineProperty(general, Symbol.hasInstance, {
    value: (value: unknown) => typeof value === "object" && value !== null && inputs.has(value),
  });

  return { general, of, create: (context, input) => construct(context, () => input, member, general) };
}

function prototypeOf(constructor: SourceNodeClass): object {
  return constructor.prototype as object;
}
