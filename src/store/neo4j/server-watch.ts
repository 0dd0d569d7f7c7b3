import { driverOf, type ServerAddress } from './driver-of.ts';
import { silence } from './errors.ts';
import { within } from './within.ts';

/** An answer that has not come by then may never come; the server is asked whether it is there, and has this long to say so. */
const [longSilence, pingTimeout] = [3_500, 1_000];

/** Tells a server that is slow from one that is gone: by a connection of its own, which no statement can hold. */
export class ServerWatch {
  readonly #address: ServerAddress;
  #pinging: Promise<boolean> | undefined;
  #open = true;

  constructor(address: ServerAddress) {
    this.#address = address;
  }

  /** `silent` rejects as soon as the server, without an answer for a while, does not answer a ping either. */
  whileAnswering(since = performance.now()): { readonly silent: Promise<never>; stop(): void } {
    let timer: NodeJS.Timeout | undefined;
    let stopped = false;
    const silent = new Promise<never>((_, reject) => {
      const look = async () => {
        const isThere = await this.#ping();
        if (stopped) return;
        if (isThere) timer = setTimeout(() => void look(), longSilence);
        else reject(silence());
      };
      timer = setTimeout(() => void look(), Math.max(0, since + longSilence - performance.now()));
    });
    const stop = () => {
      stopped = true;
      clearTimeout(timer);
    };
    return { silent, stop };
  }

  close(): void {
    this.#open = false;
  }

  /** One for all who wait. */
  #ping(): Promise<boolean> {
    this.#pinging ??= this.#pingOnce().finally(() => (this.#pinging = undefined));
    return this.#pinging;
  }

  /** On a connection made for it: the driver sends nothing on one that has done no more than log on, and calls it well. */
  async #pingOnce(): Promise<boolean> {
    if (!this.#open) return false;
    const driver = driverOf(this.#address, { maxConnectionPoolSize: 1, connectionTimeout: pingTimeout });
    try {
      await within(driver.verifyConnectivity(), { limit: pingTimeout });
      return true;
    } catch {
      return false;
    } finally {
      void driver.close().catch(() => undefined);
    }
  }
}
