import neo4j, { type Driver, type Session } from 'neo4j-driver';
import { DomainError } from '../../domain/errors.ts';
import { driverOf, type ServerAddress } from './driver-of.ts';
import { abortError } from '../../domain/errors.ts';
import { isConnectionLoss, isSilence, deadlineExceeded, translated, unavailable } from './errors.ts';
import { BackgroundPlanner } from './background-planner.ts';
import { ServerWatch } from './server-watch.ts';
import { within } from './within.ts';

export interface ConnectionOptions extends ServerAddress {
  readonly database?: string;
  readonly observe?: (statement: string) => void;
  /** Hears what an operator may want to know; never a secret. */
  readonly log?: (message: string) => void;
}

/** For whom a statement runs, and how long at most (milliseconds). */
export interface Waiting {
  readonly signal?: AbortSignal | undefined;
  readonly limit?: number;
  /** When the first attempt began, by `performance.now()`. */
  readonly since?: number;
  /** For nobody who asks, so `observe` does not hear of it. */
  readonly isOwn?: true;
}

export type Row = Readonly<Record<string, unknown>>;
/** Runs a statement. Whoever wrote its text names the rows that it returns, as the driver has it. */
export type Run = <Found extends object = Row>(text: string, parameters: Row) => Promise<readonly Found[]>;

/** How long a read may take whose caller sets no limit, and at most on the server, where this is the second line. */
const longestRead = 60_000;
/** To begin, nobody waits for a lock; a silent server is found out by then. */
export const beginTimeout = 4_500;
/** A connection that is lost within this time is replaced, and the read tried once more. */
const retryTimeout = 4_500;
/** Silences in a row, after which the connections are given up: they may lead nowhere. */
const mostSilences = 3;

/** The driver with our own deadlines: its time-outs do not cover a server that is there and says nothing. */
export class Connection {
  readonly #options: ConnectionOptions;
  /** Reads wait for what was written on another member of a cluster; one server alone need not be told. */
  readonly #isRouted: boolean;
  readonly #watch: ServerWatch;
  readonly #planner: BackgroundPlanner;
  #driver: Driver;
  #silences = 0;
  #open = true;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#isRouted = options.uri.startsWith('neo4j');
    this.#driver = driverOf(options);
    this.#watch = new ServerWatch(options);
    this.#planner = new BackgroundPlanner((text, parameters) =>
      this.#readOnce(`EXPLAIN ${text}`, parameters, { isOwn: true }),
    );
  }

  /** Resolves where the server answers and takes our name; rejects with the driver's own error. */
  async verify(limit: number): Promise<void> {
    await within(this.#driver.verifyConnectivity({ database: this.#options.database ?? '' }), { limit });
  }

  /** One statement that only reads. A connection that turns out to be dead is replaced once. */
  async read<Found extends object = Row>(
    text: string,
    parameters: Row,
    waiting: Waiting = {},
  ): Promise<readonly Found[]> {
    const since = performance.now();
    const once = () => this.#readOnce<Found>(text, parameters, { ...waiting, since });
    try {
      return await this.#again(since, once);
    } catch (error) {
      throw this.#failure(error, text, parameters);
    }
  }

  /** Several statements that only read, in one transaction. */
  async readTogether<Value>(waiting: Waiting, work: (run: Run) => Promise<Value>): Promise<Value> {
    const since = performance.now();
    try {
      return await this.#again(since, () => this.#inTransaction('READ', { ...waiting, since }, work));
    } catch (error) {
      throw translated(error);
    }
  }

  /** One statement that must be answered at once, or the database is not to be had. */
  async ping(text: string, limit: number): Promise<readonly Row[]> {
    const once = () =>
      this.#withSession(neo4j.session.READ, {}, (session) => {
        this.#options.observe?.(text);
        return within(this.#runIn(session, { timeout: limit })(text, {}), { limit });
      });
    return this.#again(performance.now(), once).catch((error: unknown) => {
      throw translated(error);
    });
  }

  async #again<Value>(since: number, once: () => Promise<Value>): Promise<Value> {
    try {
      return await once();
    } catch (error) {
      if (!isConnectionLoss(error) || performance.now() - since > retryTimeout || !this.#open) throw error;
      return once();
    }
  }

  /** What was cut off while it was planned would be planned from the start the next time, and cut off again. */
  #failure(error: unknown, text: string, parameters: Row): unknown {
    const failure = translated(error);
    if (this.#open && failure instanceof DomainError && failure.code === 'DEADLINE_EXCEEDED')
      this.#planner.plan(text, parameters);
    return failure;
  }

  async #readOnce<Found extends object = Row>(
    text: string,
    parameters: Row,
    waiting: Waiting,
  ): Promise<readonly Found[]> {
    return this.#withSession(neo4j.session.READ, waiting, async (session) => {
      if (!waiting.isOwn) this.#options.observe?.(text);
      const run = this.#runIn(session, { timeout: longestRead });
      return this.#heard(run<Found>(text, parameters), { limit: longestRead, ...waiting });
    });
  }

  /** One transaction that writes: whatever `work` throws rolls it back. Rejects with the driver's own errors. */
  async write<Value>(limit: number, work: (run: Run) => Promise<Value>): Promise<Value> {
    return this.#inTransaction('WRITE', { limit }, work);
  }

  async #inTransaction<Value>(
    access: 'READ' | 'WRITE',
    waiting: Waiting,
    work: (run: Run) => Promise<Value>,
  ): Promise<Value> {
    const isRead = access === neo4j.session.READ;
    // Who writes waits on the server for its turn, so nothing is to be learnt from how long that takes.
    const heard = <Answer>(answer: Promise<Answer>) =>
      isRead ? this.#heard(answer, { limit: longestRead, ...waiting }) : within(answer, waiting);
    return this.#withSession(access, waiting, async (session) => {
      const begun = Promise.resolve(session.beginTransaction(isRead ? { timeout: longestRead } : {}));
      const transaction = await (isRead ? heard(begun) : within(begun, { limit: beginTimeout }));
      const run = this.#runIn(transaction);
      try {
        const value = await work(<Found extends object>(text: string, parameters: Row) => {
          this.#options.observe?.(text);
          return heard(run<Found>(text, parameters));
        });
        await within(transaction.commit(), { ...waiting, limit: waiting.limit ?? beginTimeout });
        return value;
      } catch (error) {
        if (transaction.isOpen()) await within(transaction.rollback(), { limit: 1_000 }).catch(() => undefined);
        throw error;
      }
    });
  }

  /** A schema statement, outside any transaction of ours. */
  async alter(text: string, limit: number): Promise<void> {
    await this.#withSession(neo4j.session.WRITE, {}, (session) =>
      within(Promise.resolve(session.run(text)), { limit }),
    );
  }

  async close(limit = 2_000): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    this.#watch.close();
    await within(this.#driver.close(), { limit }).catch(() => undefined);
  }

  #runIn(runner: Pick<Session, 'run'>, ...config: [] | [{ readonly timeout: number }]): Run {
    return async <Found extends object>(text: string, parameters: Row) => {
      const { records } = await unstacked(() => runner.run<Found>(text, parameters, ...config));
      return records.map((record) => record.toObject());
    };
  }

  /** What a server answers in its own time, as long as it shows that it is there. */
  async #heard<Value>(work: Promise<Value>, waiting: Waiting): Promise<Value> {
    const watched = this.#watch.whileAnswering(waiting.since);
    try {
      return await within(Promise.race([work, watched.silent]), { ...waiting, late: deadlineExceeded });
    } finally {
      watched.stop();
    }
  }

  async #withSession<Value>(
    access: 'READ' | 'WRITE',
    { signal }: Waiting,
    work: (session: Session) => Promise<Value>,
  ): Promise<Value> {
    if (!this.#open) throw unavailable();
    if (signal?.aborted) throw abortError(signal);
    const driver = this.#driver;
    const { database } = this.#options;
    const session = driver.session({
      defaultAccessMode: access,
      ...(this.#isRouted && { bookmarkManager: driver.executeQueryBookmarkManager }),
      ...(database !== undefined && { database }),
    });
    try {
      const value = await work(session);
      this.#silences = 0;
      return value;
    } catch (error) {
      if (isSilence(error)) this.#countSilence(driver);
      throw error;
    } finally {
      // Not awaited: a silent server would keep us waiting, and the statement ends with the session.
      void session.close().catch(() => undefined);
    }
  }

  #countSilence(driver: Driver): void {
    this.#silences += 1;
    if (this.#silences < mostSilences || driver !== this.#driver || !this.#open) return;
    this.#silences = 0;
    this.#driver = driverOf(this.#options);
    this.#options.log?.('The database was silent several times; its connections are made anew.');
    void driver.close().catch(() => undefined);
  }
}

/** Without the stack that the driver notes for each statement: a twentieth of a small read, and our errors tell their own. */
function unstacked<Value>(run: () => Value): Value {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
