import type { FastifyBaseLogger } from 'fastify';
import { symbols } from 'pino';

/** How long lines are kept to be written together, in milliseconds, and how many characters. */
const [longestKept, mostKept] = [50, 64 * 1024];
/** pino's number for `info`. */
const info = 30;

/**
 * Lines for the access log in the form of the logger's own, written many at a time: a call of the system for each costs more than
 * all else about it. They are written out at the end of the process too.
 */
export class AccessLines {
  readonly #stream: { write(text: string): unknown };
  /** What stands in every line of the logger, as it writes it: process and host. */
  readonly #bindings: string;
  #kept: string[] = [];
  #length = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(logger: FastifyBaseLogger) {
    this.#stream = Reflect.get(logger, symbols.streamSym);
    this.#bindings = String(Reflect.get(logger, symbols.chindingsSym));
    process.on('exit', this.#flush);
  }

  add(fields: Readonly<Record<string, unknown>>): void {
    const rest = JSON.stringify({ ...fields, msg: 'request answered' }).slice(1);
    const line = `{"level":${info},"time":${Date.now()}${this.#bindings},${rest}`;
    this.#kept.push(line);
    this.#length += line.length;
    if (this.#length > mostKept) this.#flush();
    else this.#timer ??= setTimeout(this.#flush, longestKept).unref();
  }

  close(): void {
    this.#flush();
    process.off('exit', this.#flush);
  }

  readonly #flush = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#kept.length === 0) return;
    this.#stream.write(`${this.#kept.join('\n')}\n`);
    [this.#kept, this.#length] = [[], 0];
  };
}
