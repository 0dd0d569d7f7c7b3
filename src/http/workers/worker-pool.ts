import { abortError, DomainError } from '../../domain/errors.ts';
import type { OperationAnswer, OperationRequest, Workers } from '../../graphql/workers.ts';
import { WorkerProcess, type Ending, type WorkerCommand } from './worker-process.ts';

export interface WorkerPoolOptions extends WorkerCommand {
  /** Most workers at a time. */
  readonly size: number;
  readonly log: PoolLog;
  /** How long a worker is kept that has nothing to do, in milliseconds. */
  readonly idleTimeout?: number;
}

/** The part of a logger that is needed here. */
interface PoolLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** A request that waits for a worker. */
interface Job {
  readonly request: OperationRequest;
  readonly signal: AbortSignal;
  readonly leave: () => void;
  resolve(answer: OperationAnswer | Promise<OperationAnswer>): void;
  reject(error: DomainError): void;
}

/** Most requests that wait. */
const mostQueued = 1_000;

/** Workers that are started when they are first needed; requests wait in one queue, first come, first served. */
export class WorkerPool implements Workers {
  readonly #options: WorkerPoolOptions;
  readonly #queue = new Set<Job>();
  readonly #workers = new Set<WorkerProcess>();
  readonly #starting = new Set<WorkerProcess>();
  /** Those that have nothing to do, with what ends them after a while. */
  readonly #idle = new Map<WorkerProcess, NodeJS.Timeout>();
  #open = true;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    process.on('exit', this.#killAll);
  }

  /** How many requests wait for a worker. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** The processes that are there. */
  get pids(): readonly number[] {
    return [...this.#workers].flatMap(({ pid }) => pid ?? []);
  }

  async answer(request: OperationRequest, signal: AbortSignal): Promise<OperationAnswer> {
    if (signal.aborted) throw abortError(signal);
    if (!this.#open) throw stopping();
    if (this.#queue.size >= mostQueued)
      throw new DomainError('OVERLOADED', 'Too many requests wait for an answer; try again later.');
    return new Promise((resolve, reject) => {
      const leave = () => {
        if (this.#queue.delete(job)) reject(abortError(signal));
      };
      signal.addEventListener('abort', leave, { once: true });
      const job: Job = { request, signal, leave, resolve, reject };
      this.#queue.add(job);
      this.#assign();
    });
  }

  /** Ends all workers; what is still asked of them is lost. */
  async close(): Promise<void> {
    this.#open = false;
    this.#rejectQueue(stopping());
    this.#killAll();
    await Promise.all([...this.#workers].map(({ ended }) => ended));
    process.off('exit', this.#killAll);
  }

  readonly #killAll = () => {
    for (const worker of this.#workers) worker.kill();
  };

  #assign(): void {
    for (const job of this.#queue) {
      const [worker] = this.#idle.keys();
      if (!worker) break;
      this.#queue.delete(job);
      job.signal.removeEventListener('abort', job.leave);
      void this.#run(worker, job);
    }
    while (this.#queue.size > this.#starting.size && this.#workers.size < this.#options.size) this.#start();
  }

  async #run(worker: WorkerProcess, { request, signal, resolve }: Job): Promise<void> {
    clearTimeout(this.#idle.get(worker));
    this.#idle.delete(worker);
    const { answer, free } = worker.run(request, signal);
    resolve(answer);
    await free;
    this.#rest(worker);
  }

  /** Where nobody waits for it, it may go after a while. */
  #rest(worker: WorkerProcess): void {
    const { idleTimeout = 60_000 } = this.#options;
    const end = () => {
      this.#idle.delete(worker);
      worker.kill();
    };
    this.#idle.set(worker, setTimeout(end, idleTimeout).unref());
    this.#assign();
  }

  #start(): void {
    const worker = new WorkerProcess(this.#options);
    this.#workers.add(worker);
    this.#starting.add(worker);
    void worker.ready.then(() => {
      this.#starting.delete(worker);
      this.#rest(worker);
    });
    void worker.ended.then((ending) => this.#end(worker, ending));
  }

  #end(worker: WorkerProcess, { how, dismissed }: Ending): void {
    clearTimeout(this.#idle.get(worker));
    this.#idle.delete(worker);
    this.#workers.delete(worker);
    if (!this.#open) return;
    // One that never began can answer nobody, and most likely the next one cannot either.
    const started = !this.#starting.delete(worker);
    if (!started && this.#workers.size === 0) this.#rejectQueue(noWorker());
    if (!dismissed)
      this.#options.log.warn({ pid: worker.pid, how }, started ? 'A worker ended.' : 'A worker could not start.');
    this.#assign();
  }

  #rejectQueue(error: DomainError): void {
    for (const { reject } of this.#queue) reject(error);
    this.#queue.clear();
  }
}

const stopping = () => new DomainError('DATABASE_UNAVAILABLE', 'The server is stopping.');
const noWorker = () => new DomainError('DATABASE_UNAVAILABLE', 'No process that could answer can be started.');
