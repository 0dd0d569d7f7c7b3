import type { Driver } from 'neo4j-driver';
import { driverOf, type ServerAddress } from './driver-of.ts';
import { silence } from './errors.ts';
import { within } from './within.ts';

/** An answer that has not come by then may never come; the server is asked whether it is there, and has this long to say so. */
const [longSilence, pingTimeout] = [3_500, 1_000];

/** Tells a server that is slow from one that is gone: by a connection of its own, which no statement can hold. */
export class ServerWatch {
  readonly #address: ServerAddress;
  #driver: Driver | undefined;
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
    this.#drop();
  }

  #drop(): void {
    const driver = this.#driver;
    this.#driver = undefined;
    void driver?.close().catch(() => undefined);
  }

  /** One for all who wait. */
  #ping(): Promise<boolean> {
    this.#pinging ??= this.#pingOnce().finally(() => (this.#pinging = undefined));
    return this.#pinging;
  }

  async #pingOnce(): Promise<boolean> {
    if (!this.#open) return false;
    this.#driver ??= driverOf(this.#address, { maxConnectionPoolSize: 1, connectionTimeout: pingTimeout });
    try {
      await within(this.#driver.verifyConnectivity(), { limit: pingTimeout });
      return true;
    } catch {
      // The connection may lead nowhere, and the next ping must not wait behind it.
      this.#drop();
      return false;
    }
  }
}
