/** How the processor comes into an audio context. */
import { newId } from "../../capture/identifiers.js";
import { MOST, processorModule, START, type ProcessorOptions } from "./processor-module.js";
import { hasAncestor } from "./web-audio-classes.js";

/** Makes a node that puts out the samples sent to its port, on so many channels. */
export type MakeWorkletNode = (channelCount: number) => AudioWorkletNode;

type WorkletNodeClass = typeof AudioWorkletNode;

const loaded = new WeakMap<BaseAudioContext, Promise<MakeWorkletNode | undefined>>();

/**
 * Loads the processor into a node's context, once; undefined where that is impossible, which is told on the console:
 * for one, where a Content Security Policy allows no scripts from "blob:" and "data:".
 */
export function loadProcessor(node: AudioNode): Promise<MakeWorkletNode | undefined> {
  const { context } = node;
  let loading = loaded.get(context);
  if (!loading) {
    loading = load(node).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      console.warn(`trackfit cannot play tracks in this AudioContext, its sources stay silent: ${reason}`);
      return undefined;
    });
    loaded.set(context, loading);
  }
  return loading;
}

async function load(node: AudioNode): Promise<MakeWorkletNode> {
  const { context } = node;
  const { sampleRate } = context;
  const worklet = context.audioWorklet as AudioWorklet | undefined;
  if (!worklet) throw new Error("it has no audioWorklet; pages have it only when they are secure.");
  // Copies of this package know nothing of each other, and no name may be registered twice.
  const name = `trackfit-${newId()}`;
  await addModule(worklet, processorModule(name));
  const WorkletNode = await workletNodeClassOf(node);
  return (channelCount) => {
    const processorOptions: ProcessorOptions = {
      channelCount,
      start: Math.ceil(START * sampleRate),
      most: Math.ceil(MOST * sampleRate),
    };
    return new WorkletNode(context, name, {
      numberOfInputs: 0,
      numberOfOutputs: 1,
      outputChannelCount: [channelCount],
      processorOptions,
    });
  };
}

/** Adds a module by its text. Policies may allow one kind of address and not the other. */
async function addModule(worklet: AudioWorklet, text: string): Promise<void> {
  const type = "text/javascript";
  if (typeof URL.createObjectURL === "function") {
    const address = URL.createObjectURL(new Blob([text], { type }));
    try {
      await worklet.addModule(address);
      return;
    } catch {
      // The other kind is tried.
    } finally {
      URL.revokeObjectURL(address);
    }
  }
  try {
    await worklet.addModule(`data:${type},${encodeURIComponent(text)}`);
  } catch (cause) {
    throw new Error('its page must allow scripts from "blob:" or "data:" by its Content Security Policy.', {
      cause,
    });
  }
}

/** The class for a node's context: the page's own, or that of the peer dependency in Node. */
async function workletNodeClassOf(node: AudioNode): Promise<WorkletNodeClass> {
  const own = (globalThis as { readonly AudioWorkletNode?: WorkletNodeClass }).AudioWorkletNode;
  if (own && hasAncestor(own, node)) return own;
  const peer = await importPeer().catch(() => undefined);
  if (peer && hasAncestor(peer.AudioWorkletNode, node)) return peer.AudioWorkletNode;
  // A page's own serves for the contexts of its frames, too.
  if (own) return own;
  throw new Error("there is no AudioWorkletNode for it; in Node, it must be one of node-web-audio-api.");
}

/** The optional peer dependency, reached in a way that leaves bundles for browsers alone. */
async function importPeer(): Promise<{ readonly AudioWorkletNode: WorkletNodeClass }> {
  const name = "node-web-audio-api";
  return (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)) as {
    readonly AudioWorkletNode: WorkletNodeClass;
  };
}
