/** The part of autocannon that the bench uses; the package has no types of its own. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  namespace autocannon {
    interface Options {
      readonly url: string;
      readonly connections: number;
      readonly amount: number;
      readonly method: 'POST';
      readonly headers: Readonly<Record<string, string>>;
      /** Seconds. */
      readonly timeout: number;
      /** Milliseconds between samples; a run ends at one. */
      readonly sampleInt: number;
      readonly requests: readonly { setupRequest(request: object): object }[];
    }

    interface Result {
      readonly errors: number;
      readonly timeouts: number;
      readonly non2xx: number;
    }

    interface Instance extends EventEmitter {
      on(
        event: 'response',
        listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
      ): this;
    }
  }

  function autocannon(
    options: autocannon.Options,
    done: (error: Error | null, result: autocannon.Result) => void,
  ): autocannon.Instance;

  export default autocannon;
}
