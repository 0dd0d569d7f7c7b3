import neo4j, { type Driver, type Session } from 'neo4j-driver';
import { aborted, isConnectionLoss, translated, unavailable } from './errors.ts';

export interface ConnectionOptions {
  readonly uri: string;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  readonly observe?: (statement: string) => void;
  /** Hears what an operator may want to know; never a secret. */
  readonly log?: (message: string) => void;
}

/** How long to wait, and for whom. */
export interface Waiting {
  readonly patience: number;
  readonly signal?: AbortSignal | undefined;
}

export type Row = Readonly<Record<string, unknown>>;
export type Run = (text: string, parameters: Row) => Promise<readonly Row[]>;

/** Patience with a read, in milliseconds: below the port's 5 s, so that whoever asks is answered within them. */
export const readPatience = 4_500;
/** Answers missed in a row, after which the connections are given up: they may lead nowhere. */
const mostMissed = 3;

/** The driver with our own deadlines: its time-outs do not cover a server that is there and says nothing. */
export class Connection {
  readonly #options: ConnectionOptions;
  /** Reads wait for what was written on another member of a cluster; one server alone need not be told. */
  readonly #isRouted: boolean;
  #driver: Driver;
  #missed = 0;
  #open = true;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#isRouted = options.uri.startsWith('neo4j');
    this.#driver = driverOf(options);
  }

  /** Resolves where the server answers and takes our name; rejects with the driver's own error. */
  async verify(patience: number): Promise<void> {
    await within(this.#driver.verifyConnectivity({ database: this.#options.database ?? '' }), { patience });
  }

  /** One statement that only reads. A connection that turns out to be dead is replaced once. */
  async read(text: string, parameters: Row, waiting: Waiting): Promise<readonly Row[]> {
    const until = Date.now() + waiting.patience;
    try {
      return await this.#readOnce(text, parameters, waiting);
    } catch (error) {
      if (!isConnectionLoss(error) || Date.now() >= until || !this.#open) throw translated(error);
    }
    return this.#readOnce(text, parameters, { ...waiting, patience: until - Date.now() }).catch((error: unknown) => {
      throw translated(error);
    });
  }

  async #readOnce(text: string, parameters: Row, waiting: Waiting): Promise<readonly Row[]> {
    return this.#withSession(neo4j.session.READ, waiting, async (session) => {
      this.#options.observe?.(text);
      const { records } = await unstacked(() => session.run(text, parameters, { timeout: waiting.patience }));
      return records.map((record) => record.toObject());
    });
  }

  /** One transaction: whatever `work` throws rolls it back. Rejects with the driver's own errors. */
  async transaction<Value>(
    access: 'READ' | 'WRITE',
    waiting: Waiting,
    work: (run: Run) => Promise<Value>,
  ): Promise<Value> {
    return this.#withSession(access, waiting, async (session) => {
      // Nobody waits for a lock here, so a silent server is found out before the long patience of a writer begins.
      const transaction = await within(Promise.resolve(session.beginTransaction()), {
        ...waiting,
        patience: readPatience,
      });
      const run: Run = async (text, parameters) => {
        this.#options.observe?.(text);
        const { records } = await within(Promise.resolve(unstacked(() => transaction.run(text, parameters))), waiting);
        return records.map((record) => record.toObject());
      };
      try {
        const value = await work(run);
        await within(transaction.commit(), waiting);
        return value;
      } catch (error) {
        if (transaction.isOpen()) await within(transaction.rollback(), { patience: 1_000 }).catch(() => undefined);
        throw error;
      }
    });
  }

  /** A schema statement, outside any transaction of ours. */
  async alter(text: string, patience: number): Promise<void> {
    await this.#withSession(neo4j.session.WRITE, { patience }, (session) => Promise.resolve(session.run(text)));
  }

  async close(patience = 2_000): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await within(this.#driver.close(), { patience }).catch(() => undefined);
  }

  async #withSession<Value>(
    access: 'READ' | 'WRITE',
    waiting: Waiting,
    work: (session: Session) => Promise<Value>,
  ): Promise<Value> {
    if (!this.#open) throw unavailable();
    if (waiting.signal?.aborted) throw aborted(waiting.signal);
    const driver = this.#driver;
    const { database } = this.#options;
    const session = driver.session({
      defaultAccessMode: access,
      ...(this.#isRouted && { bookmarkManager: driver.executeQueryBookmarkManager }),
      ...(database !== undefined && { database }),
    });
    // A transaction waits for each of its statements instead.
    const patience = access === neo4j.session.WRITE ? undefined : waiting.patience;
    try {
      const value = await within(work(session), { ...waiting, patience });
      this.#missed = 0;
      return value;
    } catch (error) {
      if (error === missed) await this.#countMissed(driver);
      throw error === missed ? unavailable() : error;
    } finally {
      // Not awaited: a silent server would keep us waiting, and the statement ends with the session.
      void session.close().catch(() => undefined);
    }
  }

  async #countMissed(driver: Driver): Promise<void> {
    this.#missed += 1;
    if (this.#missed < mostMissed || driver !== this.#driver || !this.#open) return;
    this.#missed = 0;
    this.#driver = driverOf(this.#options);
    this.#options.log?.('The database was silent several times; its connections are made anew.');
    void driver.close().catch(() => undefined);
  }
}

function driverOf({ uri, user, password }: ConnectionOptions): Driver {
  const token =
    user === undefined && password === undefined ? undefined : neo4j.auth.basic(user ?? 'neo4j', password ?? '');
  return neo4j.driver(uri, token, {
    disableLosslessIntegers: true,
    connectionTimeout: 3_000,
    connectionAcquisitionTimeout: 4_000,
    maxTransactionRetryTime: 2_000,
    connectionLivenessCheckTimeout: 30_000,
    fetchSize: -1,
    telemetryDisabled: true,
    notificationFilter: { minimumSeverityLevel: 'OFF' },
    userAgent: 'evidence-graph',
  });
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

/** Rejected with where an answer did not come in time. */
const missed = new Error('No answer in time.');

function within<Value>(
  work: Promise<Value>,
  { patience, signal }: { patience?: number | undefined; signal?: AbortSignal | undefined },
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = patience === undefined ? undefined : setTimeout(() => settle(() => reject(missed)), patience);
    const abort = () => settle(() => reject(signal ? aborted(signal) : missed));
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      outcome();
    };
    signal?.addEventListener('abort', abort, { once: true });
    work.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    );
  });
}
