/** A browser in which the functions of pages/ run, each in a page of its own. */
import { launch, type BrowserName, type BrowserSession } from "../drivers/index.js";
import { startSite, type Site } from "../site.js";

/** The modules of pages/ whose functions tests call. */
interface Pages {
  "livekit-client": typeof import("./pages/livekit-client.js");
  "media-recorder": typeof import("./pages/media-recorder.js");
  "mediabunny-capture": typeof import("./pages/mediabunny-capture.js");
  mixing: typeof import("./pages/mixing.js");
  "peer-connection": typeof import("./pages/peer-connection.js");
  "react-webcam": typeof import("./pages/react-webcam.js");
  sound: typeof import("./pages/sound.js");
}

type Arguments<F> = F extends (...values: infer A) => unknown ? A : never;
type Result<F> = F extends (...values: never[]) => infer R ? Awaited<R> : never;

/** A browser and the site that its pages are of. */
export interface Stage {
  /** Calls a function in a new page; whatever the page tells as an error fails. */
  perform<M extends keyof Pages, N extends keyof Pages[M] & string>(
    module: M,
    name: N,
    ...values: Arguments<Pages[M][N]>
  ): Promise<Result<Pages[M][N]>>;
  close(): Promise<void>;
}

/** Peer connections of one page find each other where there is no network, too. */
const network = {
  extraArgs: { chromium: ["--allow-loopback-in-peer-connection"], firefox: [], webkit: [] },
  prefs: {
    "media.peerconnection.ice.loopback": true,
    "media.peerconnection.ice.obfuscate_host_addresses": false,
  },
};

/** Starts a browser. */
export async function startStage(browser: BrowserName): Promise<Stage> {
  const site: Site = await startSite();
  let session: BrowserSession;
  try {
    session = await launch(browser, { extraArgs: network.extraArgs[browser], prefs: network.prefs });
  } catch (error) {
    await site.close();
    throw error;
  }
  return {
    async perform(module, name, ...values) {
      const page = await session.open(site.page());
      try {
        const result = await page.evaluate(
          async (call) => {
            const found = (await import(call.url)) as Record<string, unknown>;
            return Reflect.apply(found[call.name] as (...all: unknown[]) => unknown, undefined, call.values);
          },
          { url: `/source/tests/browser/clients/pages/${module}.js`, name, values },
        );
        const errors = page.errors();
        if (errors.length > 0) throw new Error(`The page told of errors: ${errors.join("; ")}`);
        return result as never;
      } finally {
        await page.close();
      }
    },
    async close() {
      await session.close();
      await site.close();
    },
  };
}
