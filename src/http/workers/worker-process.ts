import { spawn, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { abortError, DomainError } from '../../domain/errors.ts';
import type { OperationAnswer, OperationRequest } from '../../graphql/workers.ts';
import type { Frame } from './frame.ts';
import { FrameReader } from './frame-reader.ts';
import { answerDescriptor, readyMessage, type WorkerMessage } from './worker-message.ts';

/** How a worker is started. */
export interface WorkerCommand {
  /** The script of the command line; its command `worker` runs a worker. */
  readonly script: string;
  /** The settings of the server, which are those of its workers. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** How long a worker may take to say that it is free once its request was cancelled, in milliseconds (500). */
  readonly cancelTimeout?: number;
}

/** The options of V8 that the server is started with (decision 0019), and a bound on the heap (decision 0021). */
const options = ['--max-old-space-size=192', '--max-semi-space-size=8', '--no-allocation-site-pretenuring'];

/** Others go first: a worker takes the time that they leave. */
const niceness = 10;

/** How long a worker may take to start, in milliseconds. */
const startTimeout = 30_000;

/** A request on its way through a worker. */
export interface Run {
  /** Rejects at once where the signal fires, and where the worker ends. */
  readonly answer: Promise<OperationAnswer>;
  /** Resolves once the worker can take the next request; never where it ends instead. */
  readonly free: Promise<void>;
}

/** How a worker ended. */
export interface Ending {
  /** A signal or an exit code. */
  readonly how: string;
  /** Whether that was wanted here. */
  readonly dismissed: boolean;
}

interface Running {
  readonly id: number;
  finish(answer: OperationAnswer): void;
  fail(error: DomainError): void;
}

/** One worker, which answers one request at a time. */
export class WorkerProcess {
  readonly pid: number | undefined;
  /** Resolves once it takes requests; never where it ends before. */
  readonly ready: Promise<void>;
  /** Resolves with how it ended. */
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  readonly #cancelTimeout: number;
  readonly #frames = new FrameReader();
  #running: Running | undefined;
  #requests = 0;
  #dismissed = false;

  constructor({ script, environment, cancelTimeout = 500 }: WorkerCommand) {
    this.#cancelTimeout = cancelTimeout;
    this.#child = spawn(process.execPath, [...options, script, 'worker'], {
      env: { ...environment, MALLOC_ARENA_MAX: '1' },
      // What it prints is for whoever reads the errors of the server.
      stdio: ['ignore', 2, 2, 'pipe', 'ipc'],
      // Structured clones: JSON would make 0 of -0.
      serialization: 'advanced',
    });
    this.pid = this.#child.pid;
    this.ended = this.#ending();
    this.ready = this.#readiness();
    this.#listen();
  }

  run(request: OperationRequest, signal: AbortSignal): Run {
    const id = (this.#requests += 1);
    let free = () => {};
    const freed = new Promise<void>((resolve) => (free = resolve));
    const answer = new Promise<OperationAnswer>((resolve, reject) => {
      const cancel = () => {
        reject(abortError(signal));
        this.#cancel(id, freed);
      };
      signal.addEventListener('abort', cancel, { once: true });
      const settle = (outcome: () => void) => {
        signal.removeEventListener('abort', cancel);
        this.#running = undefined;
        outcome();
      };
      const finish = (answer: OperationAnswer) => settle(() => (resolve(answer), free()));
      this.#running = { id, finish, fail: (error) => settle(() => reject(error)) };
    });
    this.#tell({ kind: 'answer', id, request });
    return { answer, free: freed };
  }

  /** Ends it in whatever it does: it only reads, so there is nothing to lose. */
  kill(): void {
    this.#dismissed = true;
    this.#child.kill('SIGKILL');
  }

  #cancel(id: number, freed: Promise<void>): void {
    this.#tell({ kind: 'cancel', id });
    const timer = setTimeout(() => this.kill(), this.#cancelTimeout);
    void freed.then(() => clearTimeout(timer));
  }

  #listen(): void {
    // There is none where the system had no room for the process.
    const [answers] = [...(this.#child.stdio ?? [])].slice(answerDescriptor) as (Readable | undefined)[];
    answers?.on('data', (piece: Buffer) => {
      for (const frame of this.#frames.read(piece)) this.#take(frame);
    });
    // The end of the process tells of it.
    answers?.on('error', () => undefined);
  }

  #take({ id, answer }: Frame): void {
    if (this.#running?.id === id) this.#running.finish(answer);
  }

  /** One that is just ending takes no message, and its end tells of it. */
  #tell(message: WorkerMessage): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #giveWay(): void {
    if (this.pid === undefined) return;
    try {
      setPriority(this.pid, niceness);
    } catch {
      // Not everywhere may a process do so; then all go first.
    }
  }

  #readiness(): Promise<void> {
    const timer = setTimeout(() => this.kill(), startTimeout).unref();
    return new Promise((resolve) => {
      this.#child.once('exit', () => clearTimeout(timer));
      this.#child.once('message', (message) => {
        clearTimeout(timer);
        if (message !== readyMessage) return;
        // Not before: on a busy machine a start that gives way takes longer than a request may.
        this.#giveWay();
        resolve();
      });
    });
  }

  #ending(): Promise<Ending> {
    return new Promise((resolve) => {
      const end = (how: string) => {
        this.#running?.fail(answerLost());
        resolve({ how, dismissed: this.#dismissed });
      };
      // What it wrote before it ended has come by then.
      this.#child.once('close', (code, signal) => end(signal ?? `exit code ${code}`));
      this.#child.once('error', ({ message }) => this.pid === undefined && end(message));
    });
  }
}

const answerLost = () =>
  new DomainError(
    'DATABASE_UNAVAILABLE',
    'The answer was lost with the process that made it; it can be asked for again.',
  );
